import type { Vocabulary } from "./grammar.ts";
import type { Token } from "./tokens.ts";

/** Which bracket closes which, by token index; a subsearch without end closes at the end of the text (`undefined`). */
export interface Brackets {
  readonly closeOf: ReadonlyMap<number, number | undefined>;
  /** Opening brackets that start nothing plausible and closing ones without a partner: read as if not there. */
  readonly stray: ReadonlySet<number>;
}

/**
 * Pairs the brackets of subsearches. When one is missing its end, an opening bracket that does not look like the start of
 * a subsearch is given up first, so that one `[` too many costs as little of the tree as possible.
 */
export function matchBrackets(text: string, tokens: readonly Token[], vocabulary: Vocabulary): Brackets {
  let unmatched = surplus(tokens);
  const stray = new Set<number>();
  if (unmatched > 0) {
    for (let i = tokens.length - 1; i >= 0 && unmatched > 0; i--) {
      if (tokens[i]?.kind !== "open-bracket" || isPlausible(text, tokens, i, vocabulary)) continue;
      stray.add(i);
      unmatched--;
    }
  }
  const closeOf = new Map<number, number | undefined>();
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "open-bracket" && !stray.has(index)) {
      open.push(index);
      closeOf.set(index, undefined);
    } else if (token.kind === "close-bracket") {
      const start = open.pop();
      if (start === undefined) stray.add(index);
      else closeOf.set(start, index);
    }
  }
  return { closeOf, stray };
}

/** How many opening brackets stay open. */
function surplus(tokens: readonly Token[]): number {
  let open = 0;
  for (const { kind } of tokens) {
    if (kind === "open-bracket") open++;
    else if (kind === "close-bracket" && open > 0) open--;
  }
  return open;
}

function isPlausible(text: string, tokens: readonly Token[], index: number, vocabulary: Vocabulary): boolean {
  for (let i = index + 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) return false;
    if (token.kind === "space" || token.kind === "comment") continue;
    if (token.kind === "pipe" || token.kind === "macro" || token.kind === "close-bracket") return true;
    if (token.kind !== "word") return false;
    return vocabulary.command(text.slice(token.span.start, token.span.end).toLowerCase()) !== undefined;
  }
  return true;
}
