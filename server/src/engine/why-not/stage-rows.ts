import { LINEAGE_BOUND, lineageOf } from "#events/lineage.ts";
import type { Origin } from "#events/origin.ts";
import type { Row } from "#events/row.ts";
import type { Value } from "#events/value.ts";
import type { CompiledSearch } from "../compile/spl.ts";
import type { RunOptions } from "../run.ts";
import type { SampleInput } from "../samples.ts";
import { observeRun } from "./observe.ts";

/** A row as it was at a stage, with the first of the events behind it. */
export interface StageRow {
  readonly fields: readonly (readonly [string, Value])[];
  readonly origin: Origin | undefined;
}

/** The rows behind a stage, or those that it did not let through. */
export interface StageRows {
  readonly rows: readonly StageRow[];
  /** How many there are; `rows` holds the first ones. */
  readonly total: number;
  /** Some rows could not be followed: they went into rows that name only a part of their events. */
  readonly blurred: boolean;
}

const TRACKED = 10_000;

/** The rows that come out of a stage. Rejects when cancelled. */
export async function rowsBehind(
  search: CompiledSearch,
  samples: readonly SampleInput[],
  stage: number,
  limit: number,
  options: RunOptions,
): Promise<StageRows> {
  const rows: StageRow[] = [];
  let total = 0;
  const observe = (at: number, side: "in" | "out", batch: readonly Row[]): void => {
    if (at !== stage || side !== "out") return;
    total += batch.length;
    for (const row of batch.slice(0, Math.max(0, limit - rows.length))) rows.push(copied(row));
  };
  await observeRun(search, samples, options, { observe });
  return { rows, total, blurred: false };
}

/**
 * The rows that went into a stage and are in none that came out of it: those a filter dropped, and those that a grouping has
 * no group for. Up to 10,000 rows are followed. Rejects when cancelled.
 */
export async function rowsLostAt(
  search: CompiledSearch,
  samples: readonly SampleInput[],
  stage: number,
  limit: number,
  options: RunOptions,
): Promise<StageRows> {
  const pending = new Pending();
  const observe = (at: number, side: "in" | "out", batch: readonly Row[]): void => {
    if (at !== stage) return;
    for (const row of batch) {
      if (side === "in") pending.came(row);
      else pending.left(row);
    }
  };
  await observeRun(search, samples, options, { observe });
  return pending.result(limit);
}

/** The rows inside a stage. */
class Pending {
  readonly #rows = new Map<Row | string, StageRow>();
  #in = 0;
  #out = 0;
  #grouped = false;
  #blurred = false;

  came(row: Row): void {
    this.#in++;
    if (this.#rows.size < TRACKED) this.#rows.set(keyOf(row), copied(row));
  }

  left(row: Row): void {
    this.#out++;
    if (row.lineage === null) {
      this.#rows.delete(keyOf(row));
      return;
    }
    this.#grouped = true;
    this.#rows.delete(row);
    for (const origin of row.lineage.origins) this.#rows.delete(originKey(origin));
    if (row.lineage.count > LINEAGE_BOUND) this.#blurred = true;
  }

  result(limit: number): StageRows {
    const lost = [...this.#rows.values()];
    // Of a filter the number is exact; of a group those that can be in a row which does not name all its events are left out.
    if (this.#grouped) {
      const known = this.#blurred ? [] : lost;
      return { rows: known.slice(0, limit), total: known.length, blurred: this.#blurred };
    }
    return { rows: lost.slice(0, limit), total: Math.max(lost.length, this.#in - this.#out), blurred: false };
  }
}

function keyOf(row: Row): Row | string {
  return row.event === null ? row : originKey(row.event.origin);
}

function originKey({ sample, ordinal }: Origin): string {
  return `${sample}:${ordinal}`;
}

function copied(row: Row): StageRow {
  return { fields: [...row.entries()], origin: lineageOf(row).origins[0] };
}
