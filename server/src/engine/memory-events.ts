import { BATCH_SIZE, type Batch } from "#events/batch.ts";
import type { FieldSource, SampleEvent } from "#events/event.ts";
import { Row } from "#events/row.ts";
import { fromList, toNumber, toText, type Value } from "#events/value.ts";

/** A record as JSON gives it: texts, numbers, lists of texts, null for an absent field. */
export type MemoryRecord = Readonly<Record<string, string | number | readonly string[] | null>>;

/** Fields that an event has for those who ask for them by name, but does not list: `own` reads the record's fields. */
export type HiddenFields = (name: string, own: (name: string) => Value) => Value;

const NOTHING_HIDDEN: HiddenFields = () => null;

/** The fields of a record. */
class RecordFields implements FieldSource {
  readonly #values = new Map<string, Value>();
  readonly #hidden: HiddenFields;

  constructor(record: MemoryRecord, hidden: HiddenFields) {
    this.#hidden = hidden;
    for (const [name, value] of Object.entries(record)) {
      const own = Array.isArray(value) ? fromList(value) : (value as string | number | null);
      if (own !== null) this.#values.set(name, own);
    }
  }

  get(name: string): Value {
    return this.#values.get(name) ?? this.#hidden(name, (own) => this.#values.get(own) ?? null);
  }

  names(): readonly string[] {
    return [...this.#values.keys()];
  }
}

/**
 * An event whose fields are those of a record; `_time` and `_raw` among them. Its place is its number.
 */
export function memoryEvent(record: MemoryRecord, ordinal: number, hidden = NOTHING_HIDDEN): SampleEvent {
  const fields = new RecordFields(record, hidden);
  return {
    fields,
    time: toNumber(fields.get("_time")),
    origin: { sample: 0, ordinal, start: ordinal, end: ordinal, line: ordinal, column: 0 },
    raw: () => toText(fields.get("_raw")) ?? "",
  };
}

/** Events in memory as a run reads them: each call makes rows anew. */
export function memoryBatches(records: readonly MemoryRecord[], hidden = NOTHING_HIDDEN): () => AsyncIterable<Batch> {
  const events = records.map((record, ordinal) => memoryEvent(record, ordinal, hidden));
  return async function* () {
    for (let at = 0; at < events.length; at += BATCH_SIZE) {
      yield events.slice(at, at + BATCH_SIZE).map((event) => Row.ofEvent(event));
    }
  };
}
