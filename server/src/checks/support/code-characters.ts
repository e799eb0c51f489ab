import type { Span } from "#base/span.ts";
import type { Token, TokenKind } from "#syntax/spl/tokens.ts";

/** Tokens whose text is not code: what stands in them is looked for or read by people. */
const TEXTS: ReadonlySet<TokenKind> = new Set(["string", "comment", "single-quoted"]);

/** The places of a pattern in a search outside of quoted texts and comments. */
export function codeCharacters(text: string, tokens: readonly Token[], pattern: RegExp): readonly Span[] {
  if (text.search(pattern) === -1) return [];
  return tokens.flatMap(({ kind, span, unterminated }) => {
    if (TEXTS.has(kind) || unterminated === true) return [];
    return [...text.slice(span.start, span.end).matchAll(pattern)].map((match) => {
      const start = span.start + match.index;
      return { start, end: start + match[0].length };
    });
  });
}
