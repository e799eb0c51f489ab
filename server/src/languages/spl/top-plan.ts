import { addToLineage, emptyLineage, type Lineage } from "#events/lineage.ts";
import { Row } from "#events/row.ts";
import { toList } from "#events/value.ts";
import { wholeSet } from "#runtime/collect.ts";
import { compareKeys } from "#runtime/grouping.ts";
import type { Operator } from "#runtime/operator.ts";

/** What top and rare were told. */
export interface TopShape {
  readonly fields: readonly string[];
  readonly by: readonly string[];
  /** 0 for all. */
  readonly limit: number;
  readonly rarest: boolean;
  readonly countField: string | undefined;
  readonly percentField: string | undefined;
  /** The text of the row for everything beyond the limit; undefined for no such row. */
  readonly other: string | undefined;
}

interface Counted {
  readonly key: readonly string[];
  count: number;
  readonly lineage: Lineage;
}

interface Section {
  readonly key: readonly string[];
  readonly counted: Map<string, Counted>;
  total: number;
}

/** All combinations of the values of fields in a row; none when one is null. */
function combinations(row: Row, names: readonly string[]): readonly (readonly string[])[] {
  let lists: (readonly string[])[] = [[]];
  for (const name of names) {
    const values = toList(row.get(name));
    lists = lists.flatMap((list) => values.map((value) => [...list, value]));
  }
  return lists;
}

function mapKey(key: readonly string[]): string {
  return key.length === 1 ? (key[0] ?? "") : key.map((part) => `${part.length}:${part}`).join("");
}

function count(rows: readonly Row[], shape: TopShape): readonly Section[] {
  const sections = new Map<string, Section>();
  for (const row of rows) {
    const keys = combinations(row, shape.fields);
    if (keys.length === 0) continue;
    for (const by of combinations(row, shape.by)) {
      const name = mapKey(by);
      let section = sections.get(name);
      if (section === undefined) {
        section = { key: by, counted: new Map(), total: 0 };
        sections.set(name, section);
      }
      for (const key of keys) {
        const part = mapKey(key);
        let entry = section.counted.get(part);
        if (entry === undefined) {
          entry = { key, count: 0, lineage: emptyLineage() };
          section.counted.set(part, entry);
        }
        entry.count += 1;
        section.total += 1;
        addToLineage(entry.lineage, row);
      }
    }
  }
  return [...sections.values()].sort((a, b) => compareKeys(a.key, b.key));
}

function makeRow(section: Section, shape: TopShape, key: readonly string[], amount: number): Row {
  const row = new Row(null);
  shape.by.forEach((name, index) => {
    row.set(name, section.key[index] ?? null);
  });
  shape.fields.forEach((name, index) => {
    row.set(name, key[index] ?? null);
  });
  if (shape.countField !== undefined) row.set(shape.countField, amount);
  if (shape.percentField !== undefined) row.set(shape.percentField, ((100 * amount) / section.total).toFixed(6));
  return row;
}

/**
 * The most or least frequent combinations in each BY group, with count and percentage of the rows that have all the fields.
 * Of equal counts top gives the later text first (SPL reference, top).
 */
export function topPlan(shape: TopShape): Operator {
  return wholeSet((rows) => {
    const result: Row[] = [];
    for (const section of count(rows, shape)) {
      const entries = [...section.counted.values()].sort((a, b) => {
        const order = shape.rarest ? a.count - b.count : b.count - a.count;
        return order === 0 ? compareKeys(b.key, a.key) : order;
      });
      const kept = shape.limit === 0 ? entries : entries.slice(0, shape.limit);
      for (const entry of kept) {
        const row = makeRow(section, shape, entry.key, entry.count);
        row.lineage = entry.lineage;
        result.push(row);
      }
      if (shape.other === undefined || kept.length === entries.length) continue;
      const others = entries.slice(kept.length).reduce((sum, entry) => sum + entry.count, 0);
      const { other } = shape;
      result.push(
        makeRow(
          section,
          shape,
          shape.fields.map(() => other),
          others,
        ),
      );
    }
    return result;
  });
}
