import type { SampleEvent } from "#events/event.ts";
import type { Origin } from "#events/origin.ts";
import type { WireConnection } from "#events/wire.ts";
import type { CaptureWires } from "../../signature/capture-wire.ts";
import { JsonFields } from "../json-fields.ts";
import type { JsonObject } from "../json-values.ts";
import type { ReadInput } from "../read-input.ts";
import type { Connection, Slice } from "./model.ts";

/** A value of a capture's event: what JSON can hold. Undefined and null are left out. */
export type EventValue = string | number | boolean | readonly EventValue[] | { readonly [name: string]: EventValue };

/** One thing that happened in a capture, with Zeek's names, before it is an event of a sample. */
export interface CaptureRecord {
  /** Zeek's log name, or ours: the event's sourcetype. */
  readonly kind: string;
  /** The frame that decides the event's place in the order, and its time. */
  readonly frame: number;
  /** Exact epoch seconds of the event. */
  readonly ts: string;
  readonly fields: readonly (readonly [name: string, value: EventValue])[];
  /** Where the values come from in the frames; fields that follow from others have none. */
  readonly origins: ReadonlyMap<string, readonly Slice[]>;
  /** Byte range in the file that the event as a whole comes from. */
  readonly start: number;
  readonly end: number;
  readonly connection: Connection;
}

/** An event of a capture. Its text is one line of JSON with the fields in order; `ts` is a number with every digit. */
export class CaptureEvent implements SampleEvent {
  readonly record: CaptureRecord;
  readonly origin: Origin;
  readonly time: number;
  readonly #input: ReadInput;
  readonly #wires: () => CaptureWires;
  #text: string | null = null;
  #fields: JsonFields | null = null;

  constructor(record: CaptureRecord, ordinal: number, input: ReadInput, wires: () => CaptureWires) {
    const { start, end } = record;
    this.record = record;
    this.#wires = wires;
    this.origin = { sample: input.sample, ordinal, start, end, line: ordinal, column: 0 };
    this.time = Number(record.ts);
    const defaults = { sourcetype: record.kind, ...input.defaults };
    this.#input = { ...input, defaults };
  }

  get fields(): JsonFields {
    this.#fields ??= new JsonFields(JSON.parse(this.raw()) as JsonObject, this.raw(), this.#input);
    return this.#fields;
  }

  get wire(): WireConnection {
    return this.#wires().of(this.record.connection);
  }

  raw(): string {
    this.#text ??= jsonLine(this.record);
    return this.#text;
  }
}

/** The bytes that a field of an event was read from: none for fields that only follow from others, or for other events. */
export function originsOf(event: SampleEvent, field: string): readonly Slice[] {
  return event instanceof CaptureEvent ? (event.record.origins.get(field) ?? []) : [];
}

/** Line ends of Unicode would break the rendering's lines; JSON lets them stand. */
const LINE_ENDS = /[\u2028\u2029\u0085]/g;

function jsonLine({ kind, ts, fields }: CaptureRecord): string {
  const members = fields.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const text = `{${[`"ts":${ts}`, `"_path":${JSON.stringify(kind)}`, ...members].join(",")}}`;
  return text.replace(LINE_ENDS, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
