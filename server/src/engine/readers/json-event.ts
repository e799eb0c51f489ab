import type { FieldSource, SampleEvent } from "#events/event.ts";
import type { Origin } from "#events/origin.ts";
import { windowsRecordOf } from "../windows/json-record.ts";
import { WindowsFields } from "../windows/windows-fields.ts";
import { ExportFields } from "./export-fields.ts";
import { exportedColumns } from "./json-columns.ts";
import { JsonFields } from "./json-fields.ts";
import type { JsonObject } from "./json-values.ts";
import type { TimedFields } from "./located-event.ts";
import type { ReadInput } from "./read-input.ts";

/** Where a JSON text begins and ends in its sample. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column?: number;
}

/** An event that is one JSON object. What it is and which fields it has is found out when it is asked. */
export class JsonEvent implements SampleEvent {
  readonly origin: Origin;
  readonly #value: JsonObject;
  readonly #text: string;
  readonly #input: ReadInput;
  #fields: TimedFields | null = null;

  constructor(value: JsonObject, text: string, place: Place, ordinal: number, input: ReadInput) {
    this.#value = value;
    this.#text = text;
    this.#input = input;
    const { start, end, line, column } = place;
    this.origin = { sample: input.sample, ordinal, start, end, line, column: column ?? 0 };
  }

  get fields(): FieldSource {
    return this.#located();
  }

  get time(): number | null {
    return this.#located().time;
  }

  raw(): string {
    return this.#text;
  }

  #located(): TimedFields {
    this.#fields ??= jsonFields(this.#value, this.#text, this.#input);
    return this.#fields;
  }
}

/** The fields of a JSON object: a row that Splunk exported, a Windows event, or JSON of any kind. */
function jsonFields(value: JsonObject, text: string, input: ReadInput): TimedFields {
  const columns = exportedColumns(value, text);
  if (columns !== null) return new ExportFields(columns, text, input);
  const record = windowsRecordOf(value, text, input);
  return record === null ? new JsonFields(value, text, input) : new WindowsFields(record, () => text, input);
}
