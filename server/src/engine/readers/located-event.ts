import type { FieldSource, SampleEvent } from "#events/event.ts";
import type { Origin } from "#events/origin.ts";
import type { LocatedFields } from "./located-fields.ts";

/** Fields that tell the event's time too. */
export type TimedFields = LocatedFields & { readonly time: number | null };

/** An event of text whose fields know their places. */
export class LocatedEvent implements SampleEvent {
  readonly origin: Origin;
  readonly #text: string;
  readonly #fields: TimedFields;

  constructor(text: string, fields: TimedFields, origin: Origin) {
    this.#text = text;
    this.#fields = fields;
    this.origin = origin;
  }

  get fields(): FieldSource {
    return this.#fields;
  }

  get time(): number | null {
    return this.#fields.time;
  }

  raw(): string {
    return this.#text;
  }
}
