import type { Span } from "#base/span.ts";

/** A run of literal characters of a glob, with its place in the pattern's text. */
export interface GlobLiteral {
  readonly text: string;
  readonly span: Span;
}

/** A glob over printable characters: literals in order, and whether the first and the last are bound to the ends. */
export interface PrintableGlob {
  readonly literals: readonly GlobLiteral[];
  readonly anchoredStart: boolean;
  readonly anchoredEnd: boolean;
  readonly faults: readonly { readonly message: string; readonly at: Span }[];
}

/**
 * Parses a glob: `*` is any run of characters, also none; `\*` and `\\` are the characters themselves; all else is literal.
 * Without `*` at an end the pattern is bound to that end.
 */
export function parsePrintableGlob(text: string): PrintableGlob {
  const literals: GlobLiteral[] = [];
  const faults: { message: string; at: Span }[] = [];
  let literal = "";
  let start = 0;
  let endsInStar = false;
  const flush = (end: number): void => {
    if (literal !== "") literals.push({ text: literal, span: { start, end } });
    literal = "";
  };
  for (let at = 0; at < text.length; at++) {
    let character = text.charAt(at);
    endsInStar = character === "*";
    if (endsInStar) {
      flush(at);
      continue;
    }
    if (literal === "") start = at;
    if (character === "\\" && /[*\\]/.test(text.charAt(at + 1))) character = text.charAt(++at);
    if (character < " " || character > "~")
      faults.push({
        message: "Only the characters from space to ~ survive in printable text, so this never matches.",
        at: { start: at, end: at + 1 },
      });
    literal += character;
  }
  flush(text.length);
  if (literals.length === 0)
    faults.push({ message: "The pattern has no character that could be found.", at: { start: 0, end: text.length } });
  return { literals, anchoredStart: !text.startsWith("*"), anchoredEnd: !endsInStar, faults };
}
