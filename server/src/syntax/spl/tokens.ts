import type { Span } from "#base/span.ts";

/**
 * Kinds of lexical tokens. The scanner is lossless and knows no command: what a word means is the parser's business.
 * `word` is a run of other characters, as long as possible: `Processes.user`, `/node:`, `*cmd*`, `-24h@h`, `1.5`.
 */
export type TokenKind =
  | "space"
  | "comment"
  | "word"
  | "string"
  | "pipe"
  | "open-paren"
  | "close-paren"
  | "open-bracket"
  | "close-bracket"
  | "comma"
  | "operator"
  | "macro"
  | "single-quoted"
  | "unknown";

/** A piece of the text. Tokens touch each other and cover the whole text. */
export interface Token {
  readonly kind: TokenKind;
  readonly span: Span;
  /** A string, comment or macro that has no end. */
  readonly unterminated?: boolean;
}
