import type { FieldSource, SampleEvent } from "#events/event.ts";
import type { Origin } from "#events/origin.ts";
import type { TimedFields } from "../located-event.ts";
import type { EvtxRecord } from "./evtx-record.ts";

/** An event of an EVTX file; its text is written when it is asked for. */
export class EvtxEvent implements SampleEvent {
  readonly origin: Origin;
  readonly fields: FieldSource;
  readonly #record: EvtxRecord;
  readonly #fields: TimedFields;

  constructor(record: EvtxRecord, fields: TimedFields, origin: Origin) {
    this.#record = record;
    this.#fields = fields;
    this.fields = fields;
    this.origin = origin;
  }

  get time(): number | null {
    return this.#fields.time;
  }

  raw(): string {
    return this.#record.raw();
  }
}
