import type { Origin } from "#events/origin.ts";
import type { Dialect } from "#semantics/dialect.ts";
import type { CompiledSearch } from "../compile/spl.ts";
import type { RunOptions } from "../run.ts";
import type { SampleInput } from "../samples.ts";
import { type Asked, askEvents, rowWisePrefix } from "./ask.ts";
import { blame } from "./blame.ts";

/** Events that the same clauses keep out. */
export interface NearMiss {
  /** The clauses that would have to change, in the order of the text. */
  readonly clauses: readonly number[];
  readonly count: number;
  /** The first of these events. */
  readonly origins: readonly Origin[];
}

/** What keeps the events of the samples out, nearest misses first. */
export interface NearMisses {
  readonly events: number;
  /** Events that pass every filter that treats rows one by one. */
  readonly passed: number;
  readonly misses: readonly NearMiss[];
  /** Whether there are more kinds of miss than `misses` holds. */
  readonly more: boolean;
}

const KEPT_EVENTS = 20;
const KEPT_KINDS = 50;
const COUNTED_KINDS = 10_000;

/** Asks every clause about every event and counts by what keeps them out. Rejects when cancelled. */
export async function nearMisses(
  search: CompiledSearch,
  samples: readonly SampleInput[],
  dialect: Dialect,
  options: RunOptions,
): Promise<NearMisses> {
  const prefix = rowWisePrefix(search, dialect);
  const filters = search.stages.slice(0, Math.max(1, prefix)).flatMap(({ condition, command }) => {
    const notOfNull = command === "where" && options.settings.whereNotNull !== "true" ? null : (true as const);
    return condition === undefined ? [] : [{ condition, notOfNull }];
  });
  const kinds = new Map<string, { clauses: readonly number[]; count: number; origins: Origin[] }>();
  let events = 0;
  let passed = 0;
  let more = false;
  const count = (asked: Asked): void => {
    events++;
    // What a generating command does not read, since it is in no dataset of its, misses by nothing that can be changed here.
    if (asked.seen.size === 0 && filters.length > 0) return;
    const clauses = filters.flatMap(({ condition, notOfNull }) => blamedIn(condition, asked, notOfNull));
    if (clauses.length === 0) {
      passed++;
      return;
    }
    const key = clauses.join(" ");
    const known = kinds.get(key);
    if (known !== undefined) {
      known.count++;
      if (known.origins.length < KEPT_EVENTS) known.origins.push(asked.event.origin);
    } else if (kinds.size < COUNTED_KINDS) kinds.set(key, { clauses, count: 1, origins: [asked.event.origin] });
    else more = true;
  };
  await askEvents(search, prefix, samples, options, () => true, count);
  const sorted = [...kinds.values()].sort((a, b) => a.clauses.length - b.clauses.length || b.count - a.count);
  return { events, passed, misses: sorted.slice(0, KEPT_KINDS), more: more || sorted.length > KEPT_KINDS };
}

function blamedIn(
  condition: Parameters<typeof blame>[0],
  { truths }: Asked,
  notOfNull: true | null,
): readonly number[] {
  return blame(condition, truths, notOfNull)
    .clauses.map(({ clause }) => clause)
    .sort((a, b) => a - b);
}
