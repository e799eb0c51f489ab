import { LruMap } from "#base/memo.ts";
import { compileCidr } from "#events/cidr.ts";
import { foldCase } from "#events/compare.ts";
import { type TextMatch, wildcardMatch } from "#runtime/text-match.ts";
import type { LookupTable } from "#semantics/dialect.ts";

export type TableRow = Readonly<Record<string, string>>;

/** A column of a table and whether a text fits what it holds. */
type CellTest = (cell: string, text: string) => boolean;

function wildcardTest(caseSensitive: boolean): CellTest {
  const compiled = new LruMap<string, TextMatch>(4096);
  return (cell, text) =>
    compiled
      .getOrCompute(cell, () => wildcardMatch(caseSensitive ? cell : foldCase(cell), false))
      .test(caseSensitive ? text : foldCase(text));
}

function cidrTest(): CellTest {
  const compiled = new LruMap<string, (ip: string) => boolean>(4096);
  return (cell, text) => compiled.getOrCompute(cell, () => compileCidr(cell) ?? (() => false))(text);
}

/**
 * Finds the rows of a table whose columns fit given texts: equal (with or without case), by wildcard, or by address block,
 * as the table's definition says. Columns that are compared exactly are indexed; answers are remembered.
 */
export class LookupMatch {
  readonly #table: LookupTable;
  readonly #exact: readonly number[];
  readonly #tests: readonly { readonly place: number; readonly column: string; readonly test: CellTest }[];
  readonly #index = new Map<string, TableRow[]>();
  readonly #answers = new LruMap<string, readonly TableRow[]>(20_000);

  constructor(table: LookupTable, columns: readonly string[]) {
    this.#table = table;
    const exact: number[] = [];
    const tests: { place: number; column: string; test: CellTest }[] = [];
    columns.forEach((column, place) => {
      const type = table.matchTypes.get(column) ?? "exact";
      if (type === "exact") exact.push(place);
      else tests.push({ place, column, test: type === "cidr" ? cidrTest() : wildcardTest(table.caseSensitive) });
    });
    this.#exact = exact;
    this.#tests = tests;
    for (const row of table.rows) {
      const cells = columns.map((column) => row[column] ?? "");
      if (exact.some((place) => cells[place] === "")) continue;
      const key = this.#key(cells);
      const rows = this.#index.get(key);
      if (rows === undefined) this.#index.set(key, [row]);
      else rows.push(row);
    }
  }

  /** The rows for the texts of the columns, in the table's order, at most as many as the definition allows. */
  find(texts: readonly string[]): readonly TableRow[] {
    const whole = texts.map((text) => `${text.length}:${text}`).join("");
    return this.#answers.getOrCompute(whole, () => this.#search(texts));
  }

  /** The same for a table that is bound to time: rows whose time lies before `time` by an allowed distance, the nearest first. */
  findAt(texts: readonly string[], time: number, timeOf: (row: TableRow) => number | null): readonly TableRow[] {
    const bound = this.#table.time;
    if (bound === undefined) return this.find(texts);
    const found: { readonly row: TableRow; readonly distance: number }[] = [];
    for (const row of this.#fitting(texts)) {
      const own = timeOf(row);
      if (own === null) continue;
      const distance = time - own;
      if (distance >= bound.minOffsetSeconds && distance <= bound.maxOffsetSeconds) found.push({ row, distance });
    }
    found.sort((a, b) => a.distance - b.distance);
    return found.slice(0, this.#table.maxMatches).map(({ row }) => row);
  }

  #search(texts: readonly string[]): readonly TableRow[] {
    const found: TableRow[] = [];
    for (const row of this.#fitting(texts)) {
      found.push(row);
      if (found.length >= this.#table.maxMatches) break;
    }
    return found;
  }

  *#fitting(texts: readonly string[]): Generator<TableRow> {
    for (const row of this.#index.get(this.#key(texts)) ?? []) {
      if (this.#tests.every(({ place, column, test }) => test(row[column] ?? "", texts[place] ?? ""))) yield row;
    }
  }

  #key(texts: readonly string[]): string {
    let key = "";
    for (const place of this.#exact) {
      const text = texts[place] ?? "";
      const folded = this.#table.caseSensitive ? text : foldCase(text);
      key += `${folded.length}:${folded}`;
    }
    return key;
  }
}
