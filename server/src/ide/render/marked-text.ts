import { escapeHtml } from "#base/html.ts";

/** A part of a text that is marked. */
export interface MarkedSpan {
  readonly start: number;
  readonly end: number;
  /** A class of the page's style: not from a log. */
  readonly class: string;
  readonly title: string;
  /** Small text behind the part. */
  readonly after?: string;
}

/**
 * A text as HTML with marked parts. Of parts that overlap without one holding the other, the later one begins where the
 * earlier one ends; of parts at the same place all are kept, one in the other.
 */
export function markedText(text: string, spans: readonly MarkedSpan[]): string {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const open: MarkedSpan[] = [];
  let html = "";
  let at = 0;
  const upTo = (offset: number): void => {
    html += escapeHtml(text.slice(at, offset));
    at = Math.max(at, offset);
  };
  const closeBefore = (offset: number): void => {
    for (let last = open.at(-1); last !== undefined && last.end <= offset; last = open.at(-1)) {
      upTo(last.end);
      html += `${last.after === undefined ? "" : `<sub>${escapeHtml(last.after)}</sub>`}</mark>`;
      open.pop();
    }
  };
  for (const given of sorted) {
    let span = { ...given, start: Math.max(0, given.start), end: Math.min(text.length, given.end) };
    closeBefore(span.start);
    // It ends behind the part in which it begins: only what follows that part is marked.
    for (let last = open.at(-1); last !== undefined && last.end < span.end; last = open.at(-1)) {
      span = { ...span, start: last.end };
      closeBefore(last.end);
    }
    if (span.start >= span.end) continue;
    upTo(span.start);
    html += `<mark class="${span.class}" title="${escapeHtml(span.title)}">`;
    open.push(span);
  }
  closeBefore(text.length);
  upTo(text.length);
  return html;
}
