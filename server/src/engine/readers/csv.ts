import type { SampleEvent } from "#events/event.ts";
import type { ByteSource } from "../sources.ts";
import { TableRecord } from "../windows/table-record.ts";
import { type TableShape, windowsTableShape } from "../windows/table-shapes.ts";
import { WindowsFields } from "../windows/windows-fields.ts";
import { CsvColumns, cellsOf, separatorOf } from "./csv-cells.ts";
import { CsvSplitter, csvRecords } from "./csv-records.ts";
import { headText } from "./encoding.ts";
import { ExportFields } from "./export-fields.ts";
import { LocatedEvent, type TimedFields } from "./located-event.ts";
import { spansOfLocated } from "./located-fields.ts";
import { type ReadInput, readInput } from "./read-input.ts";
import type { ReadContext, Reader } from "./reader.ts";
import { columnNames, isPreamble } from "./table-header.ts";
import { readWindow } from "./text-window.ts";

const BATCH = 256;

/**
 * Tables with a header line, separated by commas, semicolons or tabs (RFC 4180: quotes, doubled quotes, line breaks inside
 * quotes). A column `_raw` is a Splunk export: the fields of the original event are read from it. Rows whose columns are
 * those of a Windows event get Splunk's names.
 */
export const csv: Reader = {
  id: "csv",
  title: "CSV or TSV table",
  extensions: [".csv", ".tsv"],

  detect(head: Uint8Array, name: string): number {
    const text = behindPreamble(headText(head));
    const separator = separatorOf(text);
    if (separator === null) return 0;
    const rows = [...csvRecords(text, true)]
      .slice(0, 6)
      .map(({ start, end }) => cellsOf(text.slice(start, end), separator));
    const [header, ...rest] = rows;
    const names = columnNames(header?.map((cell) => cell.text) ?? []);
    const width = names.length;
    if (width < 2 || rest.length === 0) return /\.[ct]sv$/i.test(name) && width > 0 ? 0.5 : 0;
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
    let shape: TableShape | null = null;
    let separator = ",";
    let events: SampleEvent[] = [];
    let ordinal = 0;
    const splitter = new CsvSplitter();
    for await (const found of readWindow(source, context, (window, last) => splitter.step(window, last))) {
      const { text, start, end, line, column } = found;
      if (text.trim() === "") continue;
      if (header === null) {
        if (isPreamble(text)) continue;
        separator = separatorOf(text) ?? ",";
        header = columnNames(cellsOf(text, separator).map((cell) => cell.text));
        shape = windowsTableShape(header);
        continue;
      }
      const cells = cellsOf(text, separator);
      if (cells.length !== header.length) {
        const message = `The row has ${cells.length} columns, the header ${header.length}.`;
        context.problem({ line, start, end, message });
        if (cells.length > header.length) continue;
      }
      const fields = fieldsOfRow(new CsvColumns(header, cells), shape, text, input);
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

function behindPreamble(text: string): string {
  const [first] = csvRecords(text, true);
  return first !== undefined && isPreamble(text.slice(first.start, first.end)) ? text.slice(first.next) : text;
}

function fieldsOfRow(columns: CsvColumns, shape: TableShape | null, text: string, input: ReadInput): TimedFields {
  if (shape === null) return new ExportFields(columns, text, input);
  const record = new TableRecord(columns, shape);
  // Of a table in which other programs' events stand too, only rows with an id are of Windows.
  if (
    !/^\d{1,10}$/.test(record.system("EventID") ?? "") ||
    (record.system("Channel") ?? record.system("Provider")) === null
  ) {
    return new ExportFields(columns, text, input);
  }
  return new WindowsFields(record, () => text, input);
}
