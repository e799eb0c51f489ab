import type { Batch } from "#events/batch.ts";
import { parseIp } from "#events/cidr.ts";
import { compareText } from "#events/compare.ts";
import type { Row } from "#events/row.ts";
import { isMulti, looksNumeric, toText, type Value } from "#events/value.ts";
import { PARSED_ROWS } from "./collect.ts";
import type { RunContext } from "./run-context.ts";

/** How many rows wait before it is worth to order them. */
const LEAST_WAITING = 65_536;

/** How the values of a sort key are read. */
export type SortMode = "auto" | "str" | "ip" | "num";

/** One key of an ordering. */
export interface SortKey {
  readonly field: string;
  readonly descending: boolean;
  readonly mode: SortMode;
}

/** A value made ready for comparing: null sorts last in either direction. */
interface Ready {
  readonly text: string;
  readonly number: number;
  readonly ip: readonly number[] | null;
}

function ready(value: Value, mode: SortMode): Ready | null {
  const single = isMulti(value) ? (value[0] ?? null) : value;
  if (single === null) return null;
  const text = toText(single) ?? "";
  if (mode === "str") return { text, number: Number.NaN, ip: null };
  if (mode === "ip") return { text, number: Number.NaN, ip: parseIp(text) };
  const number = typeof single === "number" ? single : looksNumeric(text) ? Number(text) : Number.NaN;
  const ip = mode === "auto" && Number.isNaN(number) ? parseIp(text) : null;
  return { text, number, ip };
}

function compareIps(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let index = 0; index < a.length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareReady(a: Ready, b: Ready): number {
  if (!Number.isNaN(a.number) && !Number.isNaN(b.number)) return a.number - b.number;
  if (a.ip !== null && b.ip !== null) return compareIps(a.ip, b.ip);
  return compareText(a.text, b.text);
}

/**
 * Rows in order of the keys, stable. Two numbers compare as numbers, two addresses as addresses, anything else as text by
 * code unit; a multivalue counts by its first value; rows without the field come last in both directions (SPL reference, sort).
 */
export function sortRows(rows: readonly Row[], keys: readonly SortKey[]): Row[] {
  const ordered = rows.map((row) => ({ row, values: keys.map((key) => ready(row.get(key.field), key.mode)) }));
  ordered.sort((left, right) => {
    for (let index = 0; index < keys.length; index += 1) {
      const a = left.values[index] ?? null;
      const b = right.values[index] ?? null;
      if (a === null || b === null) {
        if (a === b) continue;
        return a === null ? 1 : -1;
      }
      const order = compareReady(a, b);
      if (order !== 0) return keys[index]?.descending === true ? -order : order;
    }
    return 0;
  });
  return ordered.map(({ row }) => row);
}

/** The first rows in order of the keys, as {@link sortRows} orders them. */
export interface FirstRows {
  readonly rows: readonly Row[];
  /** How many rows came in. */
  readonly seen: number;
}

/** The first `kept` rows in order of the keys. Of the others few wait at a time, so memory is bounded by what is kept. */
export async function firstRows(
  input: AsyncIterable<Batch>,
  keys: readonly SortKey[],
  kept: number,
  run: RunContext,
): Promise<FirstRows> {
  let rows: Row[] = [];
  let seen = 0;
  for await (const batch of input) {
    run.signal.throwIfAborted();
    for (const row of batch) {
      if (rows.length >= PARSED_ROWS) row.unload();
      rows.push(row);
    }
    seen += batch.length;
    // Those that came first stay in front of their equals, so cutting early changes nothing.
    if (rows.length >= 2 * kept + LEAST_WAITING) rows = sortRows(rows, keys).slice(0, kept);
  }
  return { rows: sortRows(rows, keys).slice(0, kept), seen };
}
