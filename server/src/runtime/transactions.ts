import { addToLineage, emptyLineage } from "#events/lineage.ts";
import { Row } from "#events/row.ts";
import { fromList, toList, toNumber, toText } from "#events/value.ts";
import type { Predicate } from "./predicate.ts";

/** What makes events belong together (SPL reference, transaction). Spans of time are in seconds. */
export interface TransactionShape {
  readonly fields: readonly string[];
  readonly maxSpan: number | null;
  readonly maxPause: number | null;
  readonly maxEvents: number;
  /** Whether an event needs at least one listed field in common with a transaction. */
  readonly connected: boolean;
  readonly startsWith: Predicate | undefined;
  readonly endsWith: Predicate | undefined;
  readonly maxOpen: number;
}

/** A transaction, newest event first. */
export interface Transaction {
  readonly events: Row[];
  readonly values: Map<string, Set<string>>;
  readonly newest: number;
  oldest: number;
  matches: number;
  hasEnd: boolean;
  closed: boolean;
  /** Whether it counts as whole: closed, or never asked for a beginning or an end. */
  whole: boolean;
}

/** Assembles transactions from events in descending order of time. */
export class Transactions {
  readonly #shape: TransactionShape;
  /** Open ones, the one that got an event last at the end. */
  readonly #open = new Set<Transaction>();
  readonly #byValue = new Map<string, Set<Transaction>>();
  readonly done: Transaction[] = [];
  /** Whether open transactions had to be given up since there were too many. */
  cut = false;

  constructor(shape: TransactionShape) {
    this.#shape = shape;
  }

  /** Takes an event up; false when it has none of the listed fields and so belongs to no transaction. */
  add(row: Row, time: number): boolean {
    const { fields, startsWith, endsWith, maxEvents } = this.#shape;
    const present = fields.filter((name) => row.get(name) !== null);
    if (fields.length > 0 && present.length === 0) return false;
    const ends = endsWith !== undefined && endsWith(row) === true;
    const starts = startsWith !== undefined && startsWith(row) === true;
    let transaction = this.#find(row, present);
    if (transaction !== undefined && this.#exceeds(transaction, time)) {
      this.#close(transaction, true);
      transaction = undefined;
    }
    if (transaction !== undefined && ends) {
      this.#close(transaction, false);
      transaction = undefined;
    }
    transaction ??= this.#start(time, ends);
    this.#take(transaction, row, present, time);
    if (starts || transaction.events.length >= maxEvents) this.#close(transaction, true);
    return true;
  }

  /** Ends all that are still open. */
  finish(): void {
    for (const transaction of [...this.#open]) this.#close(transaction, false);
  }

  #exceeds(transaction: Transaction, time: number): boolean {
    const { maxSpan, maxPause } = this.#shape;
    if (maxSpan !== null && transaction.newest - time > maxSpan) return true;
    return maxPause !== null && transaction.oldest - time > maxPause;
  }

  #find(row: Row, present: readonly string[]): Transaction | undefined {
    const { fields, connected } = this.#shape;
    const candidates = fields.length === 0 || !connected ? this.#open : this.#sharing(row, present);
    let found: Transaction | undefined;
    for (const transaction of candidates) if (this.#fits(transaction, row, present)) found = transaction;
    return found;
  }

  #sharing(row: Row, present: readonly string[]): Iterable<Transaction> {
    const sets = present.flatMap((name) =>
      toList(row.get(name)).flatMap((value) => this.#byValue.get(valueKey(name, value)) ?? []),
    );
    const [only] = sets;
    if (only === undefined) return [];
    if (sets.length === 1) return only;
    const all = new Set(sets.flatMap((set) => [...set]));
    // In the order of the last use, as for all open ones.
    return all.size <= 1 ? all : [...this.#open].filter((transaction) => all.has(transaction));
  }

  #fits(transaction: Transaction, row: Row, present: readonly string[]): boolean {
    return present.every((name) => {
      const known = transaction.values.get(name);
      return known === undefined || toList(row.get(name)).some((value) => known.has(value));
    });
  }

  #start(time: number, ends: boolean): Transaction {
    if (this.#open.size >= this.#shape.maxOpen) {
      const [oldest] = this.#open;
      if (oldest !== undefined) this.#close(oldest, false);
      this.cut = true;
    }
    return {
      events: [],
      values: new Map(),
      newest: time,
      oldest: time,
      matches: 0,
      hasEnd: ends,
      closed: false,
      whole: false,
    };
  }

  #take(transaction: Transaction, row: Row, present: readonly string[], time: number): void {
    transaction.events.push(row);
    transaction.oldest = time;
    transaction.matches += present.length;
    for (const name of present) {
      const known = transaction.values.get(name) ?? new Set<string>();
      transaction.values.set(name, known);
      for (const value of toList(row.get(name))) {
        known.add(value);
        const key = valueKey(name, value);
        const sharing = this.#byValue.get(key);
        if (sharing === undefined) this.#byValue.set(key, new Set([transaction]));
        else {
          sharing.delete(transaction);
          sharing.add(transaction);
        }
      }
    }
    this.#open.delete(transaction);
    this.#open.add(transaction);
  }

  #close(transaction: Transaction, closed: boolean): void {
    const { startsWith, endsWith } = this.#shape;
    this.#open.delete(transaction);
    for (const [name, values] of transaction.values) {
      for (const value of values) {
        const key = valueKey(name, value);
        const sharing = this.#byValue.get(key);
        sharing?.delete(transaction);
        if (sharing?.size === 0) this.#byValue.delete(key);
      }
    }
    transaction.closed = closed;
    const ended = endsWith === undefined || transaction.hasEnd;
    transaction.whole = ended && (closed || startsWith === undefined);
    this.done.push(transaction);
  }
}

function valueKey(name: string, value: string): string {
  return `${name.length}:${name}=${value}`;
}

/** How the fields of a transaction's row are made. */
export interface TransactionOutput {
  /** Fields whose values are kept as a list, in order of time, absent ones as `nullText`. */
  readonly listed: (name: string) => boolean;
  readonly nullText: string;
  readonly rawAsList: boolean;
}

/** The row of a transaction. */
export function transactionRow(transaction: Transaction, output: TransactionOutput): Row {
  const events = transaction.events.toReversed();
  const row = new Row(null);
  const lineage = emptyLineage();
  for (const event of events) addToLineage(lineage, event);
  row.set("_time", transaction.oldest);
  const names = new Set(events.flatMap((event) => [...event.names()]));
  for (const name of names) {
    if (name === "_time" || name === "_raw") continue;
    if (output.listed(name)) {
      row.set(name, fromList(events.flatMap((event) => listed(event, name, output.nullText))));
      continue;
    }
    const values = new Set(events.flatMap((event) => [...toList(event.get(name))]));
    row.set(name, fromList([...values].sort()));
  }
  const raws = events.map((event) => toText(event.get("_raw"))).filter((raw) => raw !== null);
  if (raws.length > 0) row.set("_raw", output.rawAsList ? fromList(raws) : raws.join("\n"));
  row.set("duration", Number((transaction.newest - transaction.oldest).toFixed(6)));
  row.set("eventcount", events.length);
  row.set("closed_txn", transaction.closed ? 1 : 0);
  row.set("field_match_sum", transaction.matches);
  row.set(
    "linecount",
    raws.reduce((lines, raw) => lines + raw.split("\n").length, 0),
  );
  row.lineage = lineage;
  return row;
}

function listed(event: Row, name: string, nullText: string): readonly string[] {
  const values = toList(event.get(name));
  return values.length === 0 ? [nullText] : values;
}

/** The time of an event; null without. */
export function timeOf(row: Row): number | null {
  return toNumber(row.get("_time"));
}
