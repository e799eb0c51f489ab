import { DEFAULT_LIMITS } from "#runtime/limits.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { CompiledSearch } from "../compile/spl.ts";
import type { RunOptions } from "../run.ts";
import { type SampleInput, sampleRows } from "../samples.ts";
import { seededRandom } from "../seeded-random.ts";
import { silentObserver } from "./ask.ts";

/** Runs a search to its end with eyes at every stage; gives the final rows to nobody. Rejects when cancelled. */
export async function observeRun(
  search: CompiledSearch,
  samples: readonly SampleInput[],
  options: RunOptions,
  observe: NonNullable<RunContext["observe"]>,
): Promise<void> {
  const context: RunContext = {
    signal: options.signal,
    limits: options.limits ?? DEFAULT_LIMITS,
    settings: options.settings,
    now: options.now,
    clauseHits: new Uint32Array(search.clauses.length),
    observe,
    events: () => sampleRows(samples, options.settings, silentObserver(options)),
    problem() {},
    random: seededRandom(options.seed ?? 0),
  };
  for await (const _ of search.run(context)) {
    options.signal.throwIfAborted();
    await options.breathe?.();
  }
}
