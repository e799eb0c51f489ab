import { LINEAGE_BOUND } from "#events/lineage.ts";
import type { Origin } from "#events/origin.ts";
import { Row } from "#events/row.ts";
import type { ClauseTrace } from "#runtime/run-context.ts";
import type { CompiledSearch } from "../compile/spl.ts";
import type { RunOptions } from "../run.ts";
import type { SampleInput } from "../samples.ts";
import { observeRun } from "./observe.ts";

/** A row that held the event, as it was when it came into a stage. */
export interface FollowedRow {
  readonly row: Row;
  /** Its place among the rows that came into the stage, from 1. */
  readonly position: number;
  /** Whether it is the event itself, not a row made of events. */
  readonly own: boolean;
  /** What the stage's clauses saw in it. */
  readonly traces: ReadonlyMap<number, ClauseTrace>;
}

/** What became of an event, stage by stage. */
export interface Fate {
  readonly outcomes: readonly ("passed" | "dropped" | "unknown" | "unreached")[];
  /** By stage: the first row that held the event. */
  readonly rows: readonly (FollowedRow | undefined)[];
}

interface Sides {
  in: boolean;
  out: boolean;
  /** Rows that hold more events than are kept by name: the event may be among them. */
  blurred: boolean;
  cameIn: number;
  row: FollowedRow | undefined;
}

/**
 * Runs the search and looks, at each stage, whether a row holds the event. A row keeps the names of a bounded number of its
 * events; where the event may be one of those beyond it, the outcome is `unknown`.
 */
export async function followEvent(
  search: CompiledSearch,
  samples: readonly SampleInput[],
  origin: Origin,
  options: RunOptions,
): Promise<Fate> {
  const sides = search.stages.map((): Sides => ({ in: false, out: false, blurred: false, cameIn: 0, row: undefined }));
  // A row goes through filters as it is, so what is traced of it belongs to every stage that it has come into.
  const traced = new Map<Row, Map<number, ClauseTrace>>();
  const observe = (stage: number, side: "in" | "out", batch: readonly Row[]): void => {
    const own = sides[stage];
    if (own === undefined) return;
    for (const row of batch) {
      if (side === "in") own.cameIn++;
      const held = holds(row, origin);
      if (held === null) own.blurred = true;
      else if (held) {
        own[side] = true;
        if (side === "in" && own.row === undefined) own.row = followed(row, own.cameIn, traced);
      }
    }
  };
  const trace = (row: Row, seen: ClauseTrace): void => void traced.get(row)?.set(seen.clause, seen);
  await observeRun(search, samples, options, { observe, trace });
  return fateOf(sides);
}

function followed(row: Row, position: number, traced: Map<Row, Map<number, ClauseTrace>>): FollowedRow {
  const traces = traced.get(row) ?? new Map<number, ClauseTrace>();
  traced.set(row, traces);
  return { row: Row.of(row.entries()), position, own: row.lineage === null && row.event !== null, traces };
}

function fateOf(sides: readonly Sides[]): Fate {
  const outcomes: Fate["outcomes"][number][] = [];
  let lost = false;
  for (const [stage, own] of sides.entries()) {
    // The first command gets its rows from the samples; those that it gives hold the event or do not.
    const came = own.in || stage === 0;
    const outcome: Fate["outcomes"][number] = lost
      ? "unreached"
      : own.out
        ? "passed"
        : own.blurred
          ? "unknown"
          : came
            ? "dropped"
            : "unreached";
    outcomes.push(outcome);
    lost ||= outcome !== "passed";
  }
  return { outcomes, rows: sides.map(({ row }) => row) };
}

/** Whether a row holds an event; null when it holds more than it names. */
function holds(row: Row, { sample, ordinal }: Origin): boolean | null {
  const is = (origin: Origin): boolean => origin.sample === sample && origin.ordinal === ordinal;
  if (row.lineage === null) return row.event !== null && is(row.event.origin);
  if (row.lineage.origins.some(is)) return true;
  return row.lineage.count > LINEAGE_BOUND ? null : false;
}
