import type { Span } from "./span.ts";

/** Replaces the text at `span` by `text`. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** The edit that puts `text` in place of `at`. */
export function replace(at: Span, text: string): TextEdit {
  return { span: at, text };
}

/** The edit that inserts `text` before `offset`. */
export function insert(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}

/**
 * Applies edits that all refer to the same original text. Overlapping edits are a mistake of the caller and throw a
 * RangeError; two insertions at one place keep their order.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.map((edit, index) => ({ edit, index }));
  sorted.sort(
    (a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.index - b.index,
  );
  let result = "";
  let at = 0;
  for (const { edit } of sorted) {
    if (edit.span.start < at) throw new RangeError(`edits overlap at ${edit.span.start}`);
    result += text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  return result + text.slice(at);
}
