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
  for (; scan.at < text.length; scan.at++) {
    const code = text.charCodeAt(scan.at);
    if (code === 34) scan.quoted = !scan.quoted;
    else if (!scan.quoted && (code === 10 || code === 13)) {
      // A line feed may follow in the next piece.
      if (code === 13 && scan.at + 1 === text.length && !last) return;
      const next = code === 13 && text.charCodeAt(scan.at + 1) === 10 ? scan.at + 2 : scan.at + 1;
      yield { start, end: scan.at, next };
      start = next;
      scan.at = next - 1;
    }
  }
  if (!last) return;
  scan.quoted = false;
  if (start < text.length) yield { start, end: text.length, next: text.length };
}
