import type { SampleEvent, ValueSpan } from "#events/event.ts";
import type { Value } from "#events/value.ts";
import type { ByteSource } from "../sources.ts";
import { CsvSplitter, csvRecords } from "./csv-records.ts";
import { headText } from "./encoding.ts";
import { type ExportColumns, ExportFields } from "./export-fields.ts";
import { LocatedEvent } from "./located-event.ts";
import { spansOfLocated } from "./located-fields.ts";
import { readInput } from "./read-input.ts";
import type { ReadContext, Reader } from "./reader.ts";
import { readWindow } from "./text-window.ts";

const BATCH = 256;

/**
 * Tables with a header line, separated by commas, semicolons or tabs (RFC 4180: quotes, doubled quotes, line breaks inside
 * quotes). A column `_raw` is a Splunk export: the fields of the original event are read from it.
 */
export const csv: Reader = {
  id: "csv",
  title: "CSV or TSV table",
  extensions: [".csv", ".tsv"],

  detect(head: Uint8Array, name: string): number {
    const text = headText(head);
    const separator = separatorOf(text);
    if (separator === null) return 0;
    const rows = [...csvRecords(text, true)]
      .slice(0, 6)
      .map(({ start, end }) => cellsOf(text.slice(start, end), separator));
    const [header, ...rest] = rows;
    const width = header?.length ?? 0;
    if (width < 2 || rest.length === 0) return /\.[ct]sv$/i.test(name) && width > 0 ? 0.5 : 0;
    const names = header?.map(({ text: cell }) => cell.trim()) ?? [];
    if (names.some((cell) => cell === "") || new Set(names).size < width || /[={}<]/.test(names[0] ?? "")) return 0;
    // The last row may be cut off.
    const whole = rest.slice(0, Math.max(1, rest.length - 1));
    const fitting = whole.filter((row) => row.length === width).length / whole.length;
    if (/\.[ct]sv$/i.test(name)) return fitting >= 0.5 ? 0.9 : 0;
    return fitting === 1 ? 0.55 : 0;
  },

  async *read(source: ByteSource, context: ReadContext): AsyncGenerator<readonly SampleEvent[]> {
    const input = readInput(source.name, context);
    let header: readonly string[] | null = null;
    let separator = ",";
    let events: SampleEvent[] = [];
    let ordinal = 0;
    const splitter = new CsvSplitter();
    for await (const found of readWindow(source, context, (window, last) => splitter.step(window, last))) {
      const { text, start, end, line, column } = found;
      if (text.trim() === "") continue;
      if (header === null) {
        separator = separatorOf(text) ?? ",";
        header = cellsOf(text, separator).map((cell) => cell.text.trim());
        continue;
      }
      const cells = cellsOf(text, separator);
      if (cells.length !== header.length) {
        const message = `The row has ${cells.length} columns, the header ${header.length}.`;
        context.problem({ line, start, end, message });
        if (cells.length > header.length) continue;
      }
      const fields = new ExportFields(new CsvColumns(header, cells), text, input);
      events.push(
        new LocatedEvent(text, fields, { sample: input.sample, ordinal: ordinal++, start, end, line, column }),
      );
      if (events.length < BATCH) continue;
      yield events;
      events = [];
    }
    if (events.length > 0) yield events;
  },

  spansOf: spansOfLocated,
};

/** A cell with the place of its value in the record; quotes stand outside of it. */
interface Cell {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly escaped: boolean;
}

function cellsOf(record: string, separator: string): readonly Cell[] {
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
function separatorOf(text: string): string | null {
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

/** A row's columns. An empty cell is an absent field, as in Splunk's own exports. */
class CsvColumns implements ExportColumns {
  readonly #header: readonly string[];
  readonly #cells: readonly Cell[];

  constructor(header: readonly string[], cells: readonly Cell[]) {
    this.#header = header;
    this.#cells = cells;
  }

  get(name: string): Value {
    const cell = this.#cell(name);
    return cell === undefined || cell.text === "" ? null : cell.text;
  }

  spansOf(name: string): readonly ValueSpan[] {
    const cell = this.#cell(name);
    return cell === undefined || cell.text === "" ? [] : [spanOf(cell)];
  }

  names(): readonly string[] {
    return this.#header;
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
