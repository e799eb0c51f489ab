import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";

/** A cell: its text, and its source form with the quotes. */
export interface CsvCell {
  readonly value: string;
  readonly span: Span;
}

/** Called with what is wrong in a record. */
export type CsvReport = (problem: Problem) => void;

/**
 * The records of a CSV text (RFC 4180): cells between commas, quoted ones with commas, line breaks and doubled quotes.
 * Blanks before a cell do not belong to it: a table whose first line is `name, note` has the column `note` in Splunk, and
 * public detections that are tested there rely on it. A byte order mark is passed over, so are empty lines. Never throws:
 * an open quote ends with the text, and characters behind a closing quote belong to the cell; both are reported.
 */
export function* readCsv(text: string, report: CsvReport): Generator<readonly CsvCell[]> {
  const reader = new CsvReader(text, report);
  while (!reader.done) {
    const record = reader.record();
    if (record.length > 1 || (record[0] !== undefined && record[0].span.end > record[0].span.start)) yield record;
  }
}

class CsvReader {
  readonly #text: string;
  readonly #report: CsvReport;
  #at: number;

  constructor(text: string, report: CsvReport) {
    this.#text = text;
    this.#report = report;
    this.#at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  record(): readonly CsvCell[] {
    const cells: CsvCell[] = [this.#cell()];
    while (this.#text[this.#at] === ",") {
      this.#at++;
      cells.push(this.#cell());
    }
    if (this.#text[this.#at] === "\r") this.#at++;
    if (this.#text[this.#at] === "\n") this.#at++;
    return cells;
  }

  /** Reads a cell and stops at the comma or line break behind it. */
  #cell(): CsvCell {
    const start = this.#firstBehindBlanks();
    if (this.#text[start] !== '"') {
      this.#at = this.#bareEnd(start);
      return { value: this.#text.slice(start, this.#at), span: { start, end: this.#at } };
    }
    const value = this.#quoted(start);
    const behind = this.#at;
    this.#at = this.#bareEnd(behind);
    const rest = this.#text.slice(behind, this.#at);
    if (rest !== "") {
      const span = { start: behind, end: this.#at };
      const message = `"${rest}" stands behind the closing quote of a cell.`;
      const help = "Put all of the cell in quotes, with quotes inside it doubled.";
      this.#report({ code: "csv/after-quote", severity: "warning", span, message, help });
    }
    return { value: value + rest, span: { start, end: this.#at } };
  }

  #firstBehindBlanks(): number {
    let at = this.#at;
    while (this.#text[at] === " " || this.#text[at] === "\t") at++;
    return at;
  }

  #bareEnd(from: number): number {
    let at = from;
    while (at < this.#text.length) {
      const char = this.#text[at];
      if (char === "," || char === "\n" || char === "\r") break;
      at++;
    }
    return at;
  }

  #quoted(start: number): string {
    const text = this.#text;
    let value = "";
    let from = start + 1;
    for (;;) {
      const quote = text.indexOf('"', from);
      if (quote < 0) {
        this.#at = text.length;
        const span = { start, end: start + 1 };
        const message = "This quote is not closed, so the rest of the file is one cell.";
        this.#report({ code: "csv/open-quote", severity: "error", span, message, help: 'Close the cell with ".' });
        return value + text.slice(from);
      }
      value += text.slice(from, quote);
      from = quote + 2;
      if (text[quote + 1] !== '"') {
        this.#at = quote + 1;
        return value;
      }
      value += '"';
    }
  }
}
