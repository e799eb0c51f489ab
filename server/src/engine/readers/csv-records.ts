import type { FoundText } from "./found-text.ts";
import { MAX_LINE_BYTES } from "./lines.ts";
import type { TextWindow } from "./text-window.ts";

/** How far a record was looked through that has not ended yet. */
interface RecordScan {
  at: number;
  quoted: boolean;
}

/** Cuts a window into the records of a table; a record that is not complete is looked through only once. */
export class CsvSplitter {
  readonly #scan: RecordScan = { at: 0, quoted: false };

  *step(window: TextWindow, last: boolean): Generator<FoundText> {
    const tooLong = window.text.length > MAX_LINE_BYTES;
    let done = 0;
    for (const { start, end, next } of csvRecords(window.text, last || tooLong, this.#scan)) {
      const { byte, line, column } = window.locate(start);
      yield { text: window.text.slice(start, end), start: byte, end: window.locate(end).byte, line, column };
      done = next;
    }
    window.drop(done);
    this.#scan.at -= done;
  }
}

/**
 * The complete records of a text; with `last`, what is left too. Line breaks inside quotes do not end a record. `scan` says
 * how far the first record was looked through before, and is set for the one that is left.
 */
export function* csvRecords(
  text: string,
  last: boolean,
  scan: RecordScan = { at: 0, quoted: false },
): Generator<{ readonly start: number; readonly end: number; readonly next: number }> {
  let start = 0;
  const next = { lf: -1, cr: -1, quote: -1 };
  while (scan.at < text.length) {
    if (next.quote < scan.at) next.quote = indexOrEnd(text, '"', scan.at);
    if (scan.quoted) {
      scan.quoted = next.quote === text.length;
      scan.at = Math.min(next.quote + 1, text.length);
      continue;
    }
    if (next.lf < scan.at) next.lf = indexOrEnd(text, "\n", scan.at);
    if (next.cr < scan.at) next.cr = indexOrEnd(text, "\r", scan.at);
    const end = Math.min(next.lf, next.cr);
    if (next.quote <= end) {
      scan.quoted = next.quote < text.length;
      scan.at = Math.min(next.quote + 1, text.length);
      continue;
    }
    scan.at = end;
    // A line feed may follow in the next piece.
    if (end === next.cr && end + 1 === text.length && !last) return;
    const behind = end === next.cr && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
    yield { start, end, next: behind };
    start = behind;
    scan.at = behind;
  }
  if (!last) return;
  scan.quoted = false;
  if (start < text.length) yield { start, end: text.length, next: text.length };
}

function indexOrEnd(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
}
