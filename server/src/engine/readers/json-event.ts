import type { FieldSource, SampleEvent } from "#events/event.ts";
import type { Origin } from "#events/origin.ts";
import { windowsRecordOf } from "../windows/json-record.ts";
import { WindowsFields } from "../windows/windows-fields.ts";
import { parseEventTime } from "./event-time.ts";
import { type EventText, JsonFields } from "./json-fields.ts";
import { findByName } from "./json-paths.ts";
import type { JsonObject } from "./json-values.ts";
import type { LocatedFields } from "./located-fields.ts";
import type { ReadInput } from "./read-input.ts";

/** Names of the event's time, best first, for JSON that is no Windows event. */
const TIME_NAMES = ["_time", "@timestamp", "timestamp", "eventTime", "EventTime", "time", "ts", "datetime", "date"];

/** Where a JSON text begins and ends in its sample. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column?: number;
}

/** An event that is one JSON object. What it is and which fields it has is found out when it is asked. */
export class JsonEvent implements SampleEvent, EventText {
  readonly origin: Origin;
  readonly #value: JsonObject;
  readonly #text: string;
  readonly #input: ReadInput;
  #fields: LocatedFields | null = null;
  #time: { readonly epoch: number; readonly field: string } | null | undefined = undefined;

  constructor(value: JsonObject, text: string, place: Place, ordinal: number, input: ReadInput) {
    this.#value = value;
    this.#text = text;
    this.#input = input;
    const { start, end, line, column } = place;
    this.origin = { sample: input.sample, ordinal, start, end, line, column: column ?? 0 };
  }

  get fields(): FieldSource {
    if (this.#fields === null) {
      const record = windowsRecordOf(this.#value, this.#text, this.#input);
      this.#fields =
        record === null
          ? new JsonFields(this.#value, this, this.#input)
          : new WindowsFields(record, () => this.#text, this.#input);
    }
    return this.#fields;
  }

  get time(): number | null {
    const { fields } = this;
    return fields instanceof WindowsFields ? fields.time : (this.#ownTime()?.epoch ?? null);
  }

  get timeField(): string | null {
    return this.#ownTime()?.field ?? null;
  }

  raw(): string {
    return this.#text;
  }

  #ownTime(): { readonly epoch: number; readonly field: string } | null {
    if (this.#time === undefined) this.#time = this.#findTime();
    return this.#time;
  }

  #findTime(): { readonly epoch: number; readonly field: string } | null {
    for (const field of TIME_NAMES) {
      const value = findByName(this.#value, field)[0]?.value;
      if (typeof value !== "string" && typeof value !== "number") continue;
      const epoch = parseEventTime(String(value), this.#input.timeZone);
      if (epoch !== null) return { epoch, field };
    }
    return null;
  }
}
