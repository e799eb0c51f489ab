import type { FieldSource, SampleEvent } from "./event.ts";
import type { Lineage } from "./lineage.ts";
import type { Value } from "./value.ts";

const NO_NAMES: readonly string[] = [];

/**
 * One record between operators: the fields of an event, lazily, and what the pipeline has written over them.
 * An operator owns the rows that it is given and may change them; one that keeps a row for another path takes `copy()`.
 */
export class Row {
  readonly #source: FieldSource | null;
  #own: Map<string, Value> | null = null;
  /** The event that this row is, null for rows that a command made. */
  readonly event: SampleEvent | null;
  /** The events that contributed to a row that a command made of others; null means: the row's own event, if any. */
  lineage: Lineage | null = null;
  /** In an explaining run only: for a written field, the names of the fields that its value came from. */
  sources: Map<string, readonly string[]> | null = null;

  constructor(source: FieldSource | null, event: SampleEvent | null = null) {
    this.#source = source;
    this.event = event;
  }

  /** The row of an event as its reader gives it. */
  static ofEvent(event: SampleEvent): Row {
    return new Row(event.fields, event);
  }

  /** A row with just these fields; nulls are left out. */
  static of(fields: Readonly<Record<string, Value>> | Iterable<readonly [string, Value]>): Row {
    const row = new Row(null);
    const entries = Symbol.iterator in fields ? (fields as Iterable<readonly [string, Value]>) : Object.entries(fields);
    for (const [name, value] of entries) row.set(name, value);
    return row;
  }

  /** The value of a field; null when absent. */
  get(name: string): Value {
    if (this.#own !== null) {
      const value = this.#own.get(name);
      if (value !== undefined) return value;
    }
    return this.#source === null ? null : this.#source.get(name);
  }

  /** Whether the field is present. */
  has(name: string): boolean {
    return this.get(name) !== null;
  }

  /** Writes a field; null removes it. A new field goes to the end, a rewritten one keeps its place. */
  set(name: string, value: Value): void {
    if (this.#own === null) {
      if (value === null && (this.#source === null || this.#source.get(name) === null)) return;
      this.#own = new Map();
    }
    if (value === null && this.#source === null) this.#own.delete(name);
    else this.#own.set(name, value);
  }

  /** The names of the fields that are present, in order: the event's, then those written later. */
  names(): readonly string[] {
    const base = this.#source === null ? NO_NAMES : this.#source.names();
    const own = this.#own;
    if (own === null) return base;
    const names = base.filter((name) => own.get(name) !== null);
    const known = base.length === 0 ? null : new Set(base);
    for (const [name, value] of own) if (value !== null && !known?.has(name)) names.push(name);
    return names;
  }

  /** Names and values of the present fields, in order. */
  *entries(): IterableIterator<[string, Value]> {
    for (const name of this.names()) yield [name, this.get(name)];
  }

  /** Gives up what can be found again from the event's text; no value changes. */
  unload(): void {
    this.#source?.unload?.();
  }

  /** An independent row with the same fields, event and lineage. */
  copy(): Row {
    const row = new Row(this.#source, this.event);
    if (this.#own !== null) row.#own = new Map(this.#own);
    row.lineage = this.lineage;
    if (this.sources !== null) row.sources = new Map(this.sources);
    return row;
  }

  /** A row with only the named fields, in that order, and the same event and lineage. */
  pick(names: Iterable<string>): Row {
    const row = new Row(null, this.event);
    for (const name of names) row.set(name, this.get(name));
    row.lineage = this.lineage;
    row.sources = this.sources;
    return row;
  }
}
