import type { Span } from "#base/span.ts";
import type { Token } from "#syntax/spl/tokens.ts";

/** A comment ```` ```spl-ignore id, id: reason``` ```` of a search. It holds for the whole search. */
export interface Suppression {
  /** The comment. */
  readonly span: Span;
  readonly entries: readonly { readonly id: string; readonly span: Span }[];
  readonly reason: string | undefined;
}

const COMMENT = /^```\s*spl-ignore\s+([^:`]*)(?::([^`]*))?/;

/** The suppressions among the tokens of a search. Ids may be written with or without `spl/`. */
export function suppressionsIn(text: string, tokens: readonly Token[]): readonly Suppression[] {
  const found: Suppression[] = [];
  for (const token of tokens) {
    if (token.kind !== "comment") continue;
    const match = COMMENT.exec(text.slice(token.span.start, token.span.end));
    if (match === null) continue;
    const ids = match[1] ?? "";
    const start = token.span.start + match[0].indexOf(ids, "```".length);
    found.push({ span: token.span, entries: idsIn(ids, start), reason: match[2]?.trim() || undefined });
  }
  return found;
}

function idsIn(text: string, offset: number): Suppression["entries"] {
  return [...text.matchAll(/[^\s,]+/g)].map((match) => {
    const start = offset + match.index;
    return { id: match[0], span: { start, end: start + match[0].length } };
  });
}

/** Whether an id as written in a comment names a check. */
export function suppresses(written: string, code: string): boolean {
  return written === code || `spl/${written}` === code;
}
