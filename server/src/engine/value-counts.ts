import type { SampleEvent } from "#events/event.ts";
import { toList } from "#events/value.ts";

/** The values that fields of some events have, with the number of events that have them. Plain data. */
export interface ValueCounts {
  /** How many events were counted. */
  readonly events: number;
  /** Whether those are all events of the samples. */
  readonly whole: boolean;
  /** Fields with their most frequent values. */
  readonly fields: readonly (readonly [field: string, values: readonly (readonly [value: string, count: number])[]])[];
}

const MOST_FIELDS = 500;
const MOST_VALUES = 300;
const KEPT_VALUES = 50;
const LONGEST = 200;

/**
 * Counts values event by event. Memory is bounded: of a field with very many values those that come after the bound are left
 * out, and so are long ones and `_raw`.
 */
export class ValueCounter {
  readonly #fields = new Map<string, Map<string, number>>();
  #events = 0;

  get events(): number {
    return this.#events;
  }

  /** Takes an event into account. */
  add({ fields }: SampleEvent): void {
    this.#events += 1;
    for (const name of fields.names()) {
      if (name === "_raw" || name === "_time" || name.length > LONGEST) continue;
      const counts = this.#countsOf(name);
      if (counts === undefined) continue;
      for (const text of new Set(toList(fields.get(name)))) {
        const count = counts.get(text) ?? 0;
        if (text === "" || text.length > LONGEST || (count === 0 && counts.size >= MOST_VALUES)) continue;
        counts.set(text, count + 1);
      }
    }
  }

  /** What was counted so far. */
  counts(whole: boolean): ValueCounts {
    const fields = [...this.#fields].flatMap(([name, counts]) => {
      const values = [...counts].sort((a, b) => b[1] - a[1]).slice(0, KEPT_VALUES);
      return values.length === 0 ? [] : [[name, values] as const];
    });
    return { events: this.#events, whole, fields };
  }

  #countsOf(name: string): Map<string, number> | undefined {
    let counts = this.#fields.get(name);
    if (counts === undefined && this.#fields.size < MOST_FIELDS) {
      counts = new Map();
      this.#fields.set(name, counts);
    }
    return counts;
  }
}
