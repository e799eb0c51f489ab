import type { ValueSpan } from "#events/event.ts";
import { toText, type Value } from "#events/value.ts";
import { parseEventTime } from "./event-time.ts";
import type { TimedFields } from "./located-event.ts";
import { type LocatedFields, nestedValue } from "./located-fields.ts";
import { fieldsOfRaw } from "./raw-fields.ts";
import type { ReadInput } from "./read-input.ts";
import type { InputDefaults } from "./reader.ts";
import { inputField, TEXT_FIELDS, textField } from "./text-fields.ts";
import { joinedTime, SPLIT_TIME, TIME_NAMES } from "./time-names.ts";

/** The columns of one row of a table, with the places of their values in the row's text. */
export interface ExportColumns {
  get(name: string): Value;
  spansOf(name: string): readonly ValueSpan[];
  names(): readonly string[];
}

/**
 * The fields of a row that was exported from Splunk: its columns, and where `_raw` is one of them, whatever else the
 * original event's text holds.
 */
export class ExportFields implements LocatedFields {
  readonly #columns: ExportColumns;
  readonly #text: string;
  readonly #input: ReadInput;
  #inner: TimedFields | null | undefined = undefined;
  #time: number | null | undefined = undefined;

  /** `text` is the row as it stands in the sample. */
  constructor(columns: ExportColumns, text: string, input: ReadInput) {
    this.#columns = columns;
    this.#text = text;
    this.#input = input;
  }

  get time(): number | null {
    if (this.#time === undefined) {
      this.#time = this.#columnTime() ?? this.#raw()?.time ?? null;
    }
    return this.#time;
  }

  get(name: string): Value {
    if (name === "_time") return this.time;
    const own = this.#columns.get(name);
    if (own !== null && own !== "") return own;
    const inner = this.#raw()?.get(name) ?? null;
    if (inner !== null) return inner;
    if (own !== null) return own;
    if (TEXT_FIELDS.has(name)) return textField(name, { time: this.time, raw: () => this.#text });
    return inputField(name, this.#input, "csv");
  }

  alternatives(name: string): readonly string[] {
    return this.#columns.get(name) === null ? (this.#raw()?.alternatives?.(name) ?? []) : [];
  }

  names(): readonly string[] {
    const names = [...this.#columns.names(), ...(this.#raw()?.names() ?? [])];
    names.push("_time", "_raw", "host", "source", "sourcetype", "index", ...TEXT_FIELDS);
    return [...new Set(names)].filter((name) => this.get(name) !== null);
  }

  spansOf(name: string): readonly ValueSpan[] {
    const own = this.#columns.get(name);
    if (own !== null && own !== "") return this.#columns.spansOf(name);
    const [outer] = this.#columns.spansOf("_raw");
    if (outer === undefined) {
      return name === "_raw" ? [{ span: { start: 0, end: this.#text.length }, text: this.#text }] : [];
    }
    const spans = this.#raw()?.spansOf(name) ?? [];
    return spans.map((value) => nestedValue(outer, value));
  }

  #columnTime(): number | null {
    for (const name of TIME_NAMES) {
      const written = toText(this.#columns.get(name));
      const epoch = written === null ? null : parseEventTime(written, this.#input.timeZone);
      if (epoch !== null) return epoch;
    }
    const at = joinedTime(toText(this.#columns.get(SPLIT_TIME.day)), toText(this.#columns.get(SPLIT_TIME.clock)));
    return at === null ? null : parseEventTime(at, this.#input.timeZone);
  }

  /** The fields of the original event's text; what the columns say of its source holds for it too. */
  #raw(): TimedFields | null {
    if (this.#inner === undefined) {
      const raw = this.#columns.get("_raw");
      const input: ReadInput = { ...this.#input, defaults: { ...this.#input.defaults, ...this.#said() } };
      this.#inner = typeof raw === "string" && raw !== "" ? fieldsOfRaw(raw, input) : null;
    }
    return this.#inner;
  }

  #said(): InputDefaults {
    const said: Record<string, string> = {};
    for (const name of ["sourcetype", "source", "host", "index"]) {
      const value = this.#columns.get(name);
      if (typeof value === "string" && value !== "") said[name] = value;
    }
    return said;
  }
}
