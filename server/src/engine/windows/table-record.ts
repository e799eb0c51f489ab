import type { ValueSpan } from "#events/event.ts";
import { toText, type Value } from "#events/value.ts";
import type { ExportColumns } from "../readers/export-fields.ts";
import { isJsonObject } from "../readers/json-values.ts";
import { convertedValue, cutValue, nestedValue } from "../readers/located-fields.ts";
import { NestedRecord } from "./nested-record.ts";
import { channelOfProvider } from "./provider-channels.ts";
import type { TableShape } from "./table-shapes.ts";
import type { SystemItem, WindowsRecord } from "./windows-record.ts";
import { XmlRecord } from "./xml-record.ts";

/** What EvtxECmd calls the levels. */
const LEVELS = new Map([
  ["logalways", "0"],
  ["critical", "1"],
  ["error", "2"],
  ["warning", "3"],
  ["info", "4"],
  ["verbose", "5"],
]);
const SPLUNK_SOURCE = /^(?:Xml)?WinEventLog:/i;

/** A Windows event in a row of a table, of whatever program. An empty cell is a value that the event does not have. */
export class TableRecord implements WindowsRecord {
  readonly #columns: ExportColumns;
  readonly #shape: TableShape;
  #payload: WindowsRecord | null | undefined = undefined;

  constructor(columns: ExportColumns, shape: TableShape) {
    this.#columns = columns;
    this.#shape = shape;
  }

  get textOnly(): boolean {
    return this.#shape.textOnly;
  }

  system(item: SystemItem): string | null {
    const column = this.#shape.system.get(item);
    const text = column === undefined ? null : toText(this.#columns.get(column));
    if (text === null || text === "") return item === "Channel" ? this.#madeChannel() : null;
    return item === "Level" ? (LEVELS.get(text.toLowerCase()) ?? text) : text;
  }

  systemSpan(item: SystemItem): ValueSpan | null {
    const column = this.#shape.system.get(item);
    const [span] = column === undefined ? [] : this.#columns.spansOf(column);
    if (span !== undefined) return item === "Level" ? convertedValue(span, this.system(item) ?? span.text) : span;
    return item === "Channel" ? this.#madeChannelSpan() : null;
  }

  data(name: string): Value {
    const inner = this.#inner()?.data(name) ?? null;
    if (inner !== null) return inner;
    const column = this.#columnOf(name);
    return column === null ? null : this.#columns.get(column);
  }

  dataSpans(name: string): readonly ValueSpan[] {
    const [outer] = this.#shape.payload === null ? [] : this.#columns.spansOf(this.#shape.payload);
    const inner = this.#inner()?.dataSpans(name) ?? [];
    if (outer !== undefined && inner.length > 0) return inner.map((value) => nestedValue(outer, value));
    const column = this.#columnOf(name);
    return column === null ? [] : this.#columns.spansOf(column);
  }

  dataNames(): readonly string[] {
    const { hidden, prefixes, renamed } = this.#shape;
    const names = new Set<string>(this.#inner()?.dataNames() ?? []);
    for (const name of renamed.keys()) names.add(name);
    for (const column of this.#columns.names()) {
      const prefix = prefixes.find((start) => column.startsWith(start));
      if (!hidden.has(column)) names.add(prefix === undefined ? column : column.slice(prefix.length));
    }
    return [...names];
  }

  message(): string | null {
    return this.#shape.message === null ? null : toText(this.#columns.get(this.#shape.message));
  }

  messageSpan(): ValueSpan | null {
    return this.#shape.message === null ? null : (this.#columns.spansOf(this.#shape.message)[0] ?? null);
  }

  part(): null {
    return null;
  }

  #columnOf(name: string): string | null {
    const { hidden, prefixes, renamed } = this.#shape;
    for (const prefix of prefixes) {
      if (this.#columns.get(prefix + name) !== null) return prefix + name;
    }
    return renamed.get(name) ?? (hidden.has(name) ? null : name);
  }

  /** Where no column says the log, Splunk's source does, or the provider when it has but one. */
  #madeChannel(): string | null {
    const source = toText(this.#columns.get("source"));
    if (source !== null && SPLUNK_SOURCE.test(source)) return source.replace(SPLUNK_SOURCE, "");
    const provider = this.system("Provider");
    return provider === null ? null : channelOfProvider(provider);
  }

  #madeChannelSpan(): ValueSpan | null {
    const [source] = this.#columns.spansOf("source");
    const length = source === undefined ? undefined : SPLUNK_SOURCE.exec(source.text)?.[0].length;
    if (source === undefined || length === undefined) return null;
    return cutValue(source, { start: length, end: source.text.length });
  }

  #inner(): WindowsRecord | null {
    if (this.#payload === undefined) this.#payload = this.#readPayload();
    return this.#payload;
  }

  #readPayload(): WindowsRecord | null {
    const { payload } = this.#shape;
    const text = payload === null ? null : toText(this.#columns.get(payload));
    if (text === null) return null;
    if (text.startsWith("<")) return new XmlRecord(text);
    try {
      const value: unknown = JSON.parse(text);
      return isJsonObject(value) ? new NestedRecord(value, [], text, PAYLOAD_INPUT) : null;
    } catch {
      // A text that is no JSON is a value like any other: it stays under the column's name.
      return null;
    }
  }
}

const PAYLOAD_INPUT = { jsonNull: "text" } as const;
