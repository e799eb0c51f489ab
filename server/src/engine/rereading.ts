import { DEFAULT_LIMITS } from "#runtime/limits.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { CompiledSearch } from "./compile/spl.ts";
import type { RunOptions } from "./run.ts";
import { type SampleInput, type SampleObserver, sampleRows } from "./samples.ts";
import { seededRandom } from "./seeded-random.ts";

/** Reads again what a run has read, in the same way: nothing of it is told twice. */
export function silentObserver({ signal, gunzip, now, rpc }: RunOptions): SampleObserver {
  return { signal, gunzip, now, rpc, progress() {}, unread() {} };
}

/** The context of a run that reads samples once more to explain what an earlier one gave. */
export function rereadingContext(
  search: CompiledSearch,
  samples: readonly SampleInput[],
  options: RunOptions,
): RunContext {
  return {
    signal: options.signal,
    limits: options.limits ?? DEFAULT_LIMITS,
    settings: options.settings,
    now: options.now,
    clauseHits: new Uint32Array(search.clauses.length),
    events: () => sampleRows(samples, options.settings, silentObserver(options)),
    problem() {},
    random: seededRandom(options.seed ?? 0),
  };
}
