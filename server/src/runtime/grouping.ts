import { addToLineage, emptyLineage, type Lineage } from "#events/lineage.ts";
import { Row } from "#events/row.ts";
import { isMulti, toText, type Value } from "#events/value.ts";
import type { Accumulator, AccumulatorFactory } from "./accumulator.ts";
import type { Expression } from "./predicate.ts";
import type { RunContext } from "./run-context.ts";

/** One output column of a grouping. */
export interface Aggregate {
  readonly output: string;
  /** The value of a row that is taken up; null for none. */
  readonly argument: Expression;
  readonly accumulator: AccumulatorFactory;
}

/** One key of a grouping: the name of its column and what a row has for it. */
export interface GroupKey {
  readonly name: string;
  readonly value: Expression;
}

/** The key that is a field itself. */
export function fieldKey(name: string): GroupKey {
  return { name, value: (row) => row.get(name) };
}

/** The rows that share the values of the keys. */
export interface Group {
  /** One text for each key. */
  readonly key: readonly string[];
  readonly accumulators: Accumulator[];
  readonly lineage: Lineage;
}

/** Groups by BY field after BY field: exact for any text, without building a joined key. */
type Branch = Map<string, Group | Branch>;

/**
 * Hash grouping. A row with a null BY field belongs to no group; a multivalue BY field puts it in one group for each value
 * (SPL reference, stats). Columns may be added while rows come in: groups get their accumulators when first needed.
 */
export class Grouping {
  readonly #by: readonly GroupKey[];
  readonly #run: RunContext;
  readonly #distinctValues: boolean;
  readonly #limit: number;
  readonly #root: Branch = new Map();
  readonly #groups: Group[] = [];
  readonly #columns: Aggregate[];
  #cut = false;

  constructor(
    by: readonly GroupKey[],
    columns: readonly Aggregate[],
    run: RunContext,
    over: { readonly distinctValues?: boolean } = {},
  ) {
    this.#by = by;
    this.#columns = [...columns];
    this.#run = run;
    this.#distinctValues = over.distinctValues ?? false;
    this.#limit = run.limits.groups;
    if (by.length === 0) this.#groups.push(this.#start([]));
  }

  /** Whether rows were left out since there were more groups than the limit. */
  get cut(): boolean {
    return this.#cut;
  }

  get groups(): readonly Group[] {
    return this.#groups;
  }

  get columns(): readonly Aggregate[] {
    return this.#columns;
  }

  addColumn(column: Aggregate): void {
    this.#columns.push(column);
  }

  /** Takes a row up; gives its group, the first of them when a multivalue puts it into several, null for none. */
  add(row: Row): Group | null {
    if (this.#by.length > 0) return this.#descend(row, 0, this.#root, []);
    const only = this.#groups[0];
    return only === undefined ? null : this.#take(only, row);
  }

  #descend(row: Row, level: number, branch: Branch, path: readonly string[]): Group | null {
    const by = this.#by;
    let here = branch;
    let at = level;
    for (;;) {
      const value = by[at]?.value(row) ?? null;
      if (value === null) return null;
      if (isMulti(value)) {
        const above = [...path, ...this.#keyOf(row, level, at)];
        let first: Group | null = null;
        for (const one of this.#distinctValues ? new Set(value) : value) {
          const group = this.#enter(row, at, here, above, one);
          first ??= group;
        }
        return first;
      }
      const text = typeof value === "string" ? value : (toText(value) ?? "");
      const next = here.get(text);
      if (at === by.length - 1) {
        if (next !== undefined) return this.#take(next as Group, row);
        return this.#open(row, here, text, [...path, ...this.#keyOf(row, level, at), text]);
      }
      at += 1;
      here = this.#branch(here, text, next);
    }
  }

  /** The texts of the BY fields from `from` up to, not including, `to`; these are single values. */
  #keyOf(row: Row, from: number, to: number): string[] {
    const key: string[] = [];
    for (let index = from; index < to; index += 1) key.push(toText(this.#by[index]?.value(row) ?? null) ?? "");
    return key;
  }

  #enter(row: Row, at: number, here: Branch, above: readonly string[], text: string): Group | null {
    const next = here.get(text);
    if (at < this.#by.length - 1) {
      return this.#descend(row, at + 1, this.#branch(here, text, next), [...above, text]);
    }
    if (next !== undefined) return this.#take(next as Group, row);
    return this.#open(row, here, text, [...above, text]);
  }

  #branch(here: Branch, text: string, next: Group | Branch | undefined): Branch {
    if (next !== undefined) return next as Branch;
    const made: Branch = new Map();
    here.set(text, made);
    return made;
  }

  #open(row: Row, here: Branch, text: string, key: readonly string[]): Group | null {
    if (this.#groups.length >= this.#limit) {
      this.#cut = true;
      return null;
    }
    const group = this.#start(key);
    here.set(text, group);
    this.#groups.push(group);
    return this.#take(group, row);
  }

  #start(key: readonly string[]): Group {
    const accumulators: Accumulator[] = [];
    for (const column of this.#columns) accumulators.push(column.accumulator(this.#run));
    return { key, accumulators, lineage: emptyLineage() };
  }

  #take(group: Group, row: Row): Group {
    addToLineage(group.lineage, row);
    const columns = this.#columns;
    const { accumulators } = group;
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index];
      if (column === undefined) continue;
      const value = column.argument(row);
      if (value === null) continue;
      let accumulator = accumulators[index];
      if (accumulator === undefined) {
        accumulator = column.accumulator(this.#run);
        accumulators[index] = accumulator;
      }
      accumulator.add(value, row);
    }
    return group;
  }

  /** What a column has for a group. */
  result(group: Group, index: number): Value {
    const accumulator = group.accumulators[index] ?? this.#columns[index]?.accumulator(this.#run);
    return accumulator === undefined ? null : accumulator.result();
  }

  /** The row of a group: BY fields in order, then the columns with the given indices. */
  row(group: Group, columns: readonly number[]): Row {
    const row = new Row(null);
    this.#by.forEach(({ name }, index) => {
      row.set(name, group.key[index] ?? null);
    });
    for (const index of columns) row.set(this.#columns[index]?.output ?? "", this.result(group, index));
    row.lineage = group.lineage;
    return row;
  }
}

/** Order by the texts of the BY fields, by code unit. */
export function compareKeys(a: readonly string[], b: readonly string[], times: readonly boolean[] = []): number {
  for (let index = 0; index < a.length; index += 1) {
    const left = a[index] ?? "";
    const right = b[index] ?? "";
    const apart = times[index] === true ? Number(left) - Number(right) : 0;
    if (apart < 0 || apart > 0) return apart;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
