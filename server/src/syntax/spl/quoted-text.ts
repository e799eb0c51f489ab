import type { Span } from "#base/span.ts";
import { Cursor } from "./cursor.ts";
import { scan } from "./scanner.ts";
import { Source } from "./source.ts";

/**
 * Reads what a string holds as a piece of the language of its own, where it stands: spans are those of the text. The string
 * is the token at the cursor, which is consumed, or the one at `at`, already consumed. Escaped quotes inside are read as
 * they are written, so an expression that needs them gives a problem at its place.
 */
export function parseWithin<T>(cursor: Cursor, read: (inner: Cursor) => T, at?: Span): T | undefined {
  const span = at ?? cursor.eat();
  const closed = span.end - span.start > 1 && cursor.text[span.end - 1] === '"';
  const start = span.start + 1;
  const end = closed ? span.end - 1 : span.end;
  if (start >= end) return undefined;
  const { source } = cursor;
  const blanked = blankEscapes(source.text, start, end);
  const { tokens, problems } = scan(blanked, source.vocabulary, start, end);
  const inner = new Source(blanked, tokens, source.vocabulary, problems, source.subsearch, source.level);
  const result = read(new Cursor(inner, start, end));
  for (const problem of inner.problems) source.report(problem);
  return result;
}

/** The text with each `\\"` of the part replaced by a quote and a space outside of it, so that inner strings are strings. */
function blankEscapes(text: string, start: number, end: number): string {
  const part = text.slice(start, end);
  if (!part.includes('\\"')) return text;
  let opened = false;
  const blanked = part.replace(/\\"/g, () => {
    opened = !opened;
    return opened ? ' "' : '" ';
  });
  return text.slice(0, start) + blanked + text.slice(end);
}
