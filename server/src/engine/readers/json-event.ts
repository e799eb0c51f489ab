import { ownText } from "#base/own-text.ts";
import type { FieldSource, SampleEvent, ValueSpan } from "#events/event.ts";
import type { Origin } from "#events/origin.ts";
import type { Value } from "#events/value.ts";
import { windowsRecordOf } from "../windows/json-record.ts";
import { WindowsFields } from "../windows/windows-fields.ts";
import { ExportFields } from "./export-fields.ts";
import { exportedColumns } from "./json-columns.ts";
import { JsonFields } from "./json-fields.ts";
import type { JsonObject } from "./json-values.ts";
import type { TimedFields } from "./located-event.ts";
import type { LocatedFields } from "./located-fields.ts";
import type { ReadInput } from "./read-input.ts";

const NONE: readonly string[] = [];

/** Where a JSON text begins and ends in its sample. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column?: number;
}

/**
 * An event that is one JSON object, and its own fields. What it is and which fields it has is found out when it is asked; what
 * was parsed can be given up and is then parsed again.
 */
export class JsonEvent implements SampleEvent, LocatedFields {
  readonly origin: Origin;
  /** May be a part of a larger text, as long as the event does not wait and nobody has taken it. */
  #text: string;
  #textIsOwn = false;
  readonly #input: ReadInput;
  #value: JsonObject | null;
  #found: TimedFields | null = null;
  #time: number | null | undefined = undefined;

  /** `value` is what `JSON.parse` makes of `text`. */
  constructor(value: JsonObject, text: string, place: Place, ordinal: number, input: ReadInput) {
    this.#value = value;
    this.#text = text;
    this.#input = input;
    const { start, end, line, column } = place;
    this.origin = { sample: input.sample, ordinal, start, end, line, column: column ?? 0 };
  }

  get fields(): FieldSource {
    return this;
  }

  get time(): number | null {
    if (this.#time === undefined) this.#time = this.#located().time;
    return this.#time;
  }

  raw(): string {
    if (!this.#textIsOwn) {
      this.#text = ownText(this.#text);
      this.#textIsOwn = true;
    }
    return this.#text;
  }

  get(name: string): Value {
    const value = this.#located().get(name);
    return name === "_raw" && value === this.#text ? this.raw() : value;
  }

  names(): readonly string[] {
    return this.#located().names();
  }

  spansOf(name: string): readonly ValueSpan[] {
    return this.#located().spansOf(name);
  }

  alternatives(name: string): readonly string[] {
    return this.#located().alternatives?.(name) ?? NONE;
  }

  unload(): void {
    this.raw();
    this.#value = null;
    this.#found = null;
  }

  #located(): TimedFields {
    if (this.#found === null) {
      this.#value ??= JSON.parse(this.#text) as JsonObject;
      this.#found = jsonFields(this.#value, this.#text, this.#input);
    }
    return this.#found;
  }
}

/** The fields of a JSON object: a row that Splunk exported, a Windows event, or JSON of any kind. */
function jsonFields(value: JsonObject, text: string, input: ReadInput): TimedFields {
  const columns = exportedColumns(value, text);
  if (columns !== null) return new ExportFields(columns, text, input);
  const record = windowsRecordOf(value, text, input);
  return record === null ? new JsonFields(value, text, input) : new WindowsFields(record, () => text, input);
}
