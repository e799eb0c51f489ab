import { BATCH_SIZE, type Batch } from "#events/batch.ts";
import type { FieldSource, SampleEvent } from "#events/event.ts";
import { Row } from "#events/row.ts";
import { fromList, toNumber, toText, type Value } from "#events/value.ts";

/** A record as JSON gives it: texts, numbers, lists of texts, null for an absent field. */
export type MemoryRecord = Readonly<Record<string, string | number | readonly string[] | null>>;

/** The fields of a record. */
class RecordFields implements FieldSource {
  readonly #values = new Map<string, Value>();
  readonly #index: string | null;

  constructor(record: MemoryRecord, index: string | null) {
    this.#index = index;
    for (const [name, value] of Object.entries(record)) {
      const own = Array.isArray(value) ? fromList(value) : (value as string | number | null);
      if (own !== null) this.#values.set(name, own);
    }
  }

  get(name: string): Value {
    return this.#values.get(name) ?? (name === "index" ? this.#index : null);
  }

  names(): readonly string[] {
    return [...this.#values.keys()];
  }
}

/**
 * An event whose fields are those of a record; `_time` and `_raw` among them. Its place is its number. With an index it belongs to
 * that one without having a field that says so, unless the record has one.
 */
export function memoryEvent(record: MemoryRecord, ordinal: number, index: string | null = null): SampleEvent {
  const fields = new RecordFields(record, index);
  return {
    fields,
    time: toNumber(fields.get("_time")),
    origin: { sample: 0, ordinal, start: ordinal, end: ordinal, line: ordinal, column: 0 },
    raw: () => toText(fields.get("_raw")) ?? "",
  };
}

/** Events in memory as a run reads them: each call makes rows anew. */
export function memoryBatches(
  records: readonly MemoryRecord[],
  index: string | null = null,
): () => AsyncIterable<Batch> {
  const events = records.map((record, ordinal) => memoryEvent(record, ordinal, index));
  return async function* () {
    for (let at = 0; at < events.length; at += BATCH_SIZE) {
      yield events.slice(at, at + BATCH_SIZE).map((event) => Row.ofEvent(event));
    }
  };
}
