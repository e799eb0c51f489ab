import type { Row } from "#events/row.ts";
import { toNumber, toText, type Value } from "#events/value.ts";
import type { Accumulator } from "./accumulator.ts";
import { Deque } from "./deque.ts";
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

/** The aggregates of one group in a window. */
interface Windowed {
  /** Entries of the group in the window. */
  size: number;
  /** One for each column; null when it has to be computed anew. */
  readonly accumulators: (Accumulator | null)[];
}

/** The rows of a window and the aggregates over them, by group. */
interface WindowState {
  /** Oldest first. */
  readonly queue: Deque<Entry>;
  readonly groups: Map<string, Windowed>;
}

/**
 * Running aggregates over rows in their order, as streamstats has them. Each row is taken up once; what leaves a window is taken
 * back where an aggregation can do that exactly, and is else computed anew over the window.
 */
export class RunningAggregates {
  readonly #by: readonly string[];
  readonly #columns: readonly Aggregate[];
  readonly #window: Window;
  readonly #run: RunContext;
  #running = new Map<string, Accumulator[]>();
  #windows = new Map<string, WindowState>();

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
    this.#windows = new Map();
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
    const state = this.#windowOf(global ? "" : key);
    const { queue } = state;
    const entry = { key, values: this.#valuesOf(row), row: row.copy(), time: toNumber(row.get("_time")) };
    if (current) this.#enter(state, entry);
    if (rows > 0) while (queue.size > rows) this.#leave(state);
    if (seconds !== null && entry.time !== null) {
      for (let first = queue.first; first !== undefined; first = queue.first) {
        if (first.time === null || Math.abs(first.time - entry.time) < seconds) break;
        this.#leave(state);
      }
    }
    const results = this.#results(state, key);
    if (!current) this.#enter(state, entry);
    return results;
  }

  #windowOf(place: string): WindowState {
    let state = this.#windows.get(place);
    if (state === undefined) {
      state = { queue: new Deque(), groups: new Map() };
      this.#windows.set(place, state);
    }
    return state;
  }

  #enter({ queue, groups }: WindowState, entry: Entry): void {
    queue.push(entry);
    let group = groups.get(entry.key);
    if (group === undefined) {
      group = { size: 0, accumulators: this.#columns.map((column) => this.#sliding(column)) };
      groups.set(entry.key, group);
    }
    group.size += 1;
    for (const [index, accumulator] of group.accumulators.entries()) {
      const value = entry.values[index] ?? null;
      if (value !== null) accumulator?.add(value, entry.row);
    }
  }

  #leave({ queue, groups }: WindowState): void {
    const entry = queue.first;
    queue.shift();
    const group = entry === undefined ? undefined : groups.get(entry.key);
    if (entry === undefined || group === undefined) return;
    group.size -= 1;
    if (group.size === 0) groups.delete(entry.key);
    for (const [index, accumulator] of group.accumulators.entries()) {
      const value = entry.values[index] ?? null;
      if (value !== null && accumulator?.remove?.(value) !== true) group.accumulators[index] = null;
    }
  }

  #results({ queue, groups }: WindowState, key: string): readonly Value[] {
    const group = groups.get(key);
    if (group === undefined) return this.#fresh().map((accumulator) => accumulator.result());
    return group.accumulators.map((known, index) => {
      const accumulator = known ?? this.#anew(queue, key, index);
      group.accumulators[index] = accumulator;
      return accumulator?.result() ?? null;
    });
  }

  /** A column over the entries of a group that are in the window. */
  #anew(queue: Deque<Entry>, key: string, index: number): Accumulator | null {
    const accumulator = this.#sliding(this.#columns[index]);
    queue.forEach((entry) => {
      const value = entry.values[index] ?? null;
      if (entry.key === key && value !== null) accumulator?.add(value, entry.row);
    });
    return accumulator;
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

  #sliding(column: Aggregate | undefined): Accumulator | null {
    const accumulator = column?.accumulator(this.#run) ?? null;
    return accumulator?.sliding?.() ?? accumulator;
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
