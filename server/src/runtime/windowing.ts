import type { Row } from "#events/row.ts";
import { toNumber, toText, type Value } from "#events/value.ts";
import type { Accumulator } from "./accumulator.ts";
import type { Aggregate } from "./grouping.ts";
import type { RunContext } from "./run-context.ts";

/** How far back running aggregates look. */
export interface Window {
  /** The last so many rows; 0 for all. */
  readonly rows: number;
  /** Rows at most so many seconds away from the present one; null for no such bound. */
  readonly seconds: number | null;
  /** Whether the window is over all rows, whatever their group. */
  readonly global: boolean;
  /** Whether the present row is counted. */
  readonly current: boolean;
}

interface Entry {
  readonly key: string;
  readonly values: readonly Value[];
  /** An independent row, since aggregations by time look at it. */
  readonly row: Row;
  readonly time: number | null;
}

/** The rows of one window, oldest first, without moving them when one leaves. */
class Queue {
  #entries: Entry[] = [];
  #start = 0;

  get size(): number {
    return this.#entries.length - this.#start;
  }

  get first(): Entry | undefined {
    return this.#entries[this.#start];
  }

  push(entry: Entry): void {
    this.#entries.push(entry);
  }

  shift(): void {
    this.#start += 1;
    if (this.#start > 1024 && this.#start * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#start);
      this.#start = 0;
    }
  }

  forEach(visit: (entry: Entry) => void): void {
    for (let index = this.#start; index < this.#entries.length; index += 1) {
      const entry = this.#entries[index];
      if (entry !== undefined) visit(entry);
    }
  }
}

/**
 * Running aggregates over rows in their order, as streamstats has them. Without a window each row is taken up once; with one
 * the aggregates are computed anew over the window whenever a row has left it.
 */
export class RunningAggregates {
  readonly #by: readonly string[];
  readonly #columns: readonly Aggregate[];
  readonly #window: Window;
  readonly #run: RunContext;
  #running = new Map<string, Accumulator[]>();
  #queues = new Map<string, Queue>();

  constructor(by: readonly string[], columns: readonly Aggregate[], window: Window, run: RunContext) {
    this.#by = by;
    this.#columns = columns;
    this.#window = window;
    this.#run = run;
  }

  /** The group of a row; null when a BY field is null. A multivalue counts as its text. */
  key(row: Row): string | null {
    let key = "";
    for (const name of this.#by) {
      const text = toText(row.get(name));
      if (text === null) return null;
      key += `${text.length}:${text}`;
    }
    return key;
  }

  /** Forgets all rows. */
  reset(): void {
    this.#running = new Map();
    this.#queues = new Map();
  }

  /** Takes a row of a group up and gives the values of the columns for it. */
  step(row: Row, key: string): readonly Value[] {
    const { rows, seconds, current } = this.#window;
    if (rows > 0 || seconds !== null) return this.#windowed(row, key);
    const running = this.#accumulators(key);
    if (current) {
      this.#take(running, this.#valuesOf(row), row);
      return running.map((accumulator) => accumulator.result());
    }
    const before = running.map((accumulator) => accumulator.result());
    this.#take(running, this.#valuesOf(row), row);
    return before;
  }

  #windowed(row: Row, key: string): readonly Value[] {
    const { rows, seconds, global, current } = this.#window;
    const place = global ? "" : key;
    let queue = this.#queues.get(place);
    if (queue === undefined) {
      queue = new Queue();
      this.#queues.set(place, queue);
    }
    const entry = { key, values: this.#valuesOf(row), row: row.copy(), time: toNumber(row.get("_time")) };
    if (current) queue.push(entry);
    if (rows > 0) while (queue.size > rows) queue.shift();
    if (seconds !== null && entry.time !== null) {
      for (let first = queue.first; first !== undefined; first = queue.first) {
        if (first.time === null || Math.abs(first.time - entry.time) < seconds) break;
        queue.shift();
      }
    }
    const fresh = this.#fresh();
    queue.forEach((other) => {
      if (other.key === key) this.#take(fresh, other.values, other.row);
    });
    if (!current) queue.push(entry);
    return fresh.map((accumulator) => accumulator.result());
  }

  #valuesOf(row: Row): readonly Value[] {
    return this.#columns.map((column) => column.argument(row));
  }

  #take(accumulators: readonly Accumulator[], values: readonly Value[], row: Row): void {
    accumulators.forEach((accumulator, index) => {
      const value = values[index] ?? null;
      if (value !== null) accumulator.add(value, row);
    });
  }

  #fresh(): Accumulator[] {
    return this.#columns.map((column) => column.accumulator(this.#run));
  }

  #accumulators(key: string): Accumulator[] {
    let running = this.#running.get(key);
    if (running === undefined) {
      running = this.#fresh();
      this.#running.set(key, running);
    }
    return running;
  }
}
