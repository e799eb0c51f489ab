import type { Span } from "#base/span.ts";
import { regexArgument } from "#runtime/regex.ts";
import type { SplNode } from "#syntax/spl/ast.ts";
import type { CheckContext } from "../define.ts";

/** A regular expression of a search: its text as PCRE sees it, and where it is written. */
export interface Pattern {
  readonly text: string;
  readonly span: Span;
  readonly where: "match" | "replace" | "rex" | "regex";
}

const ARGUMENT: Readonly<Record<string, "match" | "replace">> = { match: "match", replace: "replace", mvfind: "match" };

/** The pattern that a node holds: the second argument of match(), replace() and mvfind(), the text of rex and regex. */
export function patternOf(node: SplNode, ctx: CheckContext): Pattern | undefined {
  if (node.kind === "call") {
    const where = ARGUMENT[node.name];
    const arg = node.args[1];
    return where === undefined || arg?.kind !== "string" ? undefined : patternAt(arg.span, where, ctx);
  }
  if (node.kind === "regex-filter") {
    return node.pattern.kind === "literal" ? patternAt(node.pattern.span, "regex", ctx) : undefined;
  }
  if (node.kind !== "literal" || ctx.stage.command !== "rex" || ctx.ancestors.at(-1)?.kind !== "stage")
    return undefined;
  const sed = ctx.stage.parts.some((part) => part.kind === "option" && part.name === "mode");
  return sed || !node.quoted ? undefined : patternAt(node.span, "rex", ctx);
}

function patternAt(span: Span, where: Pattern["where"], ctx: CheckContext): Pattern | undefined {
  const raw = ctx.slice(span);
  const quoted = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"');
  if (!quoted) return undefined;
  return { text: regexArgument(raw.slice(1, -1), true), span, where };
}
