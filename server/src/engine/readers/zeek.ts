import type { SampleEvent, ValueSpan } from "#events/event.ts";
import { fromList, type Value } from "#events/value.ts";
import type { ByteSource } from "../sources.ts";
import { headText } from "./encoding.ts";
import { type ExportColumns, ExportFields } from "./export-fields.ts";
import { readLines } from "./lines.ts";
import { LocatedEvent } from "./located-event.ts";
import { spansOfLocated } from "./located-fields.ts";
import { readInput } from "./read-input.ts";
import type { ReadContext, Reader } from "./reader.ts";

/** Zeek's own logs: `#` lines that name separator, fields and types, then one event a line. */
export const zeek: Reader = {
  id: "zeek",
  title: "Zeek log",
  extensions: [".log", ".tsv"],

  detect(head: Uint8Array): number {
    const text = headText(head);
    return /^#separator /.test(text) && /^#fields/m.test(text) ? 0.97 : 0;
  },

  async *read(source: ByteSource, context: ReadContext): AsyncGenerator<readonly SampleEvent[]> {
    const input = readInput(source.name, context);
    let header: ZeekHeader = FIRST_HEADER;
    let ordinal = 0;
    for await (const lines of readLines(source, context)) {
      const events: SampleEvent[] = [];
      for (const { text, start, end, line } of lines) {
        if (text === "") continue;
        if (text.startsWith("#")) {
          header = readHeader(header, text);
          continue;
        }
        const cells = text.split(header.separator);
        if (cells.length !== header.fields.length) {
          const message = `The line has ${cells.length} values, #fields names ${header.fields.length}.`;
          context.problem({ line, start, end, message });
          continue;
        }
        const sourcetype = header.path === "" ? "zeek" : `zeek:${header.path}`;
        const own = { ...input, defaults: { sourcetype, ...input.defaults } };
        const fields = new ExportFields(new ZeekColumns(header, cells, text), text, own);
        events.push(
          new LocatedEvent(text, fields, { sample: input.sample, ordinal: ordinal++, start, end, line, column: 0 }),
        );
      }
      if (events.length > 0) yield events;
    }
  },

  spansOf: spansOfLocated,
};

interface ZeekHeader {
  readonly separator: string;
  readonly setSeparator: string;
  readonly empty: string;
  readonly unset: string;
  readonly path: string;
  readonly fields: readonly string[];
  readonly types: readonly string[];
}

const FIRST_HEADER: ZeekHeader = {
  separator: "\t",
  setSeparator: ",",
  empty: "(empty)",
  unset: "-",
  path: "",
  fields: [],
  types: [],
};

function readHeader(header: ZeekHeader, line: string): ZeekHeader {
  if (line.startsWith("#separator ")) return { ...header, separator: unescaped(line.slice(11)) };
  const [name, ...values] = line.split(header.separator);
  const [first = ""] = values;
  switch (name) {
    case "#set_separator":
      return { ...header, setSeparator: first };
    case "#empty_field":
      return { ...header, empty: first };
    case "#unset_field":
      return { ...header, unset: first };
    case "#path":
      return { ...header, path: first };
    case "#fields":
      return { ...header, fields: values };
    case "#types":
      return { ...header, types: values };
    default:
      return header;
  }
}

function unescaped(text: string): string {
  return text.replace(/\\x([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** A line's columns: unset ones are absent, sets and vectors have several values, `ts` is the time too. */
class ZeekColumns implements ExportColumns {
  readonly #header: ZeekHeader;
  readonly #cells: readonly string[];
  readonly #text: string;

  constructor(header: ZeekHeader, cells: readonly string[], text: string) {
    this.#header = header;
    this.#cells = cells;
    this.#text = text;
  }

  get(name: string): Value {
    if (name === "_raw") return null;
    const spans = this.spansOf(name);
    if (spans.length > 0) return fromList(spans.map(({ text }) => text));
    return this.#cells[this.#index(name)] === this.#header.empty ? "" : null;
  }

  spansOf(name: string): readonly ValueSpan[] {
    const { separator, setSeparator, empty, unset, types } = this.#header;
    const index = this.#index(name);
    const cell = this.#cells[index];
    if (cell === undefined || cell === unset || cell === empty) return [];
    let start = 0;
    for (let i = 0; i < index; i++) start += (this.#cells[i] ?? "").length + separator.length;
    if (!/^(?:set|vector)\[/.test(types[index] ?? "")) return [this.#span(start, start + cell.length)];
    const spans: ValueSpan[] = [];
    for (const item of cell.split(setSeparator)) {
      spans.push(this.#span(start, start + item.length));
      start += item.length + setSeparator.length;
    }
    return spans;
  }

  names(): readonly string[] {
    return this.#header.fields;
  }

  #index(name: string): number {
    return this.#header.fields.indexOf(name === "_time" ? "ts" : name);
  }

  #span(start: number, end: number): ValueSpan {
    return { span: { start, end }, text: this.#text.slice(start, end) };
  }
}
