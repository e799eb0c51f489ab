import { LINEAGE_BOUND } from "#events/lineage.ts";
import type { Origin } from "#events/origin.ts";
import type { Row } from "#events/row.ts";
import type { Value } from "#events/value.ts";
import type { CompiledSearch } from "../compile/spl.ts";
import type { RunOptions } from "../run.ts";
import type { SampleInput } from "../samples.ts";
import { observeRun } from "./observe.ts";

/** What became of an event behind the stages that treat each row by itself. */
export interface Fate {
  /** By stage index; stages before `from` have none. */
  readonly outcomes: Readonly<Record<number, "passed" | "dropped" | "unknown" | "unreached">>;
  /** The fields of the row that held the event when it came into the stage that lost it. */
  readonly before: ReadonlyMap<string, Value> | undefined;
}

interface Sides {
  in: boolean;
  out: boolean;
  /** Rows that hold more events than are kept by name: the event may be among them. */
  blurred: boolean;
  before: ReadonlyMap<string, Value> | undefined;
}

/**
 * Runs the search and looks, at each stage from `from` on, whether a row holds the event. A row keeps the names of a bounded
 * number of its events; where the event may be one of those beyond it, the outcome is `unknown`.
 */
export async function followEvent(
  search: CompiledSearch,
  from: number,
  samples: readonly SampleInput[],
  origin: Origin,
  options: RunOptions,
): Promise<Fate> {
  const sides: Sides[] = search.stages.map(() => ({ in: false, out: false, blurred: false, before: undefined }));
  await observeRun(search, samples, options, (stage, side, batch) => {
    const own = sides[stage];
    if (own === undefined || stage < from) return;
    for (const row of batch) {
      const held = holds(row, origin);
      if (held === null) own.blurred = true;
      else if (held) {
        own[side] = true;
        if (side === "in") own.before ??= new Map(row.entries());
      }
    }
  });
  const outcomes: Record<number, Fate["outcomes"][number]> = {};
  for (let stage = from; stage < sides.length; stage++) {
    const own = sides[stage];
    if (own === undefined) break;
    // The first command gets no rows; those that it makes hold the event or do not.
    const came = own.in || stage === 0;
    const outcome = own.out ? "passed" : own.blurred ? "unknown" : came ? "dropped" : "unreached";
    outcomes[stage] = outcome;
    if (outcome === "dropped" || outcome === "unknown") return { outcomes, before: own.before };
  }
  return { outcomes, before: undefined };
}

/** Whether a row holds an event; null when it holds more than it names. */
function holds(row: Row, { sample, ordinal }: Origin): boolean | null {
  const is = (origin: Origin): boolean => origin.sample === sample && origin.ordinal === ordinal;
  if (row.lineage === null) return row.event !== null && is(row.event.origin);
  if (row.lineage.origins.some(is)) return true;
  return row.lineage.count > LINEAGE_BOUND ? null : false;
}
