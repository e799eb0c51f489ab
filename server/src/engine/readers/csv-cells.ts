import type { ValueSpan } from "#events/event.ts";
import { fromList, type Value } from "#events/value.ts";
import { csvRecords } from "./csv-records.ts";
import type { ExportColumns } from "./export-fields.ts";
import { cutValue } from "./located-fields.ts";
import { type CellPart, SEVERAL, severalValues } from "./several-values.ts";

/** A cell with the place of its value in the record; quotes stand outside of it. */
interface Cell {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly escaped: boolean;
}

/** The cells of a record. */
export function cellsOf(record: string, separator: string): readonly Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  for (;;) {
    if (record[at] === '"') {
      let close = at + 1;
      for (;;) {
        const quote = record.indexOf('"', close);
        if (quote < 0) close = record.length;
        else if (record[quote + 1] === '"') {
          close = quote + 2;
          continue;
        } else close = quote;
        break;
      }
      const source = record.slice(at + 1, close);
      const escaped = source.includes('""');
      cells.push({ text: escaped ? source.replaceAll('""', '"') : source, start: at + 1, end: close, escaped });
      at = record.indexOf(separator, close);
    } else {
      const next = record.indexOf(separator, at);
      const end = next < 0 ? record.length : next;
      cells.push({ text: record.slice(at, end), start: at, end, escaped: false });
      at = next;
    }
    if (at < 0) return cells;
    at += separator.length;
  }
}

/** The separator that stands most often, outside quotes, in the first line; null when none does. */
export function separatorOf(text: string): string | null {
  const [first] = csvRecords(text, true);
  if (first === undefined) return null;
  const counts = new Map<string, number>();
  let quoted = false;
  for (const char of text.slice(first.start, first.end)) {
    if (char === '"') quoted = !quoted;
    else if (!quoted) counts.set(char, (counts.get(char) ?? 0) + 1);
  }
  let best: string | null = null;
  let most = 0;
  for (const separator of ["\t", ",", ";"]) {
    const count = counts.get(separator) ?? 0;
    if (count > most) {
      best = separator;
      most = count;
    }
  }
  return best;
}

/**
 * A row's columns. An empty cell is an absent field, as in Splunk's own exports; several values of a field in these are
 * several values here.
 */
export class CsvColumns implements ExportColumns {
  readonly #header: readonly string[];
  readonly #cells: readonly Cell[];

  constructor(header: readonly string[], cells: readonly Cell[]) {
    this.#header = header;
    this.#cells = cells;
  }

  get(name: string): Value {
    const cell = name.startsWith(SEVERAL) ? undefined : this.#cell(name);
    if (cell === undefined || cell.text === "") return null;
    return this.#parts(name, cell).length === 0 ? cell.text : fromList(this.#parts(name, cell).map(({ text }) => text));
  }

  spansOf(name: string): readonly ValueSpan[] {
    const cell = this.#cell(name);
    if (cell === undefined || cell.text === "") return [];
    const whole = spanOf(cell);
    const parts = this.#parts(name, cell);
    return parts.length === 0 ? [whole] : parts.map(({ span }) => cutValue(whole, span));
  }

  names(): readonly string[] {
    return this.#header.filter((name) => !name.startsWith(SEVERAL));
  }

  /** The values of a cell that holds several; none otherwise. */
  #parts(name: string, cell: Cell): readonly CellPart[] {
    if (!cell.text.includes("\n") || !this.#header.includes("_time")) return [];
    const listed = this.#cell(SEVERAL + name);
    return severalValues(name, cell.text, listed === undefined ? null : listed.text);
  }

  #cell(name: string): Cell | undefined {
    const index = this.#header.indexOf(name);
    return index < 0 ? undefined : this.#cells[index];
  }
}

function spanOf({ text, start, end, escaped }: Cell): ValueSpan {
  const span = { start, end };
  if (!escaped) return { span, text };
  // Every quote of the value stands doubled in the record.
  const at = (offset: number): number => start + offset + (text.slice(0, offset).split('"').length - 1);
  return { span, text, within: (part) => ({ start: at(part.start), end: at(part.end) }) };
}
