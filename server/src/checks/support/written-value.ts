import type { Span } from "#base/span.ts";

/** The span of a value within the source form that `at` covers (quotes, a tag's prefix), without case; undefined when it is written with escapes. */
export function writtenValue(text: string, at: Span, value: string): Span | undefined {
  const index = text.slice(at.start, at.end).toLowerCase().indexOf(value.toLowerCase());
  return index < 0 ? undefined : { start: at.start + index, end: at.start + index + value.length };
}
