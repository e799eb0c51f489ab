import type { MacroCall } from "#syntax/spl/ast.ts";
import type { Vocabulary } from "#syntax/spl/grammar.ts";
import { parseMacroCall } from "#syntax/spl/macro-call.ts";
import { macroExtent } from "#syntax/spl/macro-scan.ts";
import { scan } from "#syntax/spl/scanner.ts";
import type { Token } from "#syntax/spl/tokens.ts";

/** A macro call in a text that is to be expanded, and what is around it. */
export interface MacroSite {
  readonly call: MacroCall;
  /** Whether the call stands in a double-quoted string. */
  readonly inString: boolean;
  /** Whether a pipe stands directly in front of it. */
  readonly afterPipe: boolean;
  /** Whether it is all there is between a pipe and the next, or the end. */
  readonly isStage: boolean;
}

/**
 * The macro calls of a text in order. Comments hold none; double-quoted strings only when `inQuotes`, and the quoted search
 * of map always (SPL reference 1.1).
 */
export function macroSites(text: string, vocabulary: Vocabulary, inQuotes: boolean): readonly MacroSite[] {
  const { tokens } = scan(text, vocabulary);
  const solid = tokens.filter(({ kind }) => kind !== "space" && kind !== "comment");
  const sites: MacroSite[] = [];
  let stage = "";
  for (const [index, token] of solid.entries()) {
    const before = solid[index - 1]?.kind;
    const after = solid[index + 1]?.kind;
    if (token.kind === "word" && (before === "pipe" || before === undefined)) stage = textOf(text, token).toLowerCase();
    if (token.kind === "macro") {
      const afterPipe = before === "pipe";
      const isStage = afterPipe && (after === undefined || after === "pipe" || after === "close-bracket");
      sites.push({ call: parseMacroCall(text, token.span, !token.unterminated), inString: false, afterPipe, isStage });
    } else if (token.kind === "string" && (inQuotes || (stage === "map" && isSearchValue(text, solid, index)))) {
      for (const call of callsWithin(text, token))
        sites.push({ call, inString: true, afterPipe: false, isStage: false });
    }
  }
  return sites;
}

function textOf(text: string, { span }: Token): string {
  return text.slice(span.start, span.end);
}

function isSearchValue(text: string, tokens: readonly Token[], index: number): boolean {
  const name = tokens[index - 2];
  return tokens[index - 1]?.kind === "operator" && name !== undefined && textOf(text, name).toLowerCase() === "search";
}

function callsWithin(text: string, { span }: Token): readonly MacroCall[] {
  const calls: MacroCall[] = [];
  for (let at = text.indexOf("`", span.start); at !== -1 && at < span.end; ) {
    const extent = macroExtent(text, at, span.end);
    if (extent.terminated && !text.startsWith("```", at)) {
      calls.push(parseMacroCall(text, { start: at, end: extent.end }, true));
    }
    at = text.indexOf("`", extent.end);
  }
  return calls;
}
