import type { RunContext } from "#runtime/run-context.ts";
import type { CompiledSearch } from "../compile/spl.ts";
import { rereadingContext } from "../rereading.ts";
import type { RunOptions } from "../run.ts";
import type { SampleInput } from "../samples.ts";

/** Runs a search to its end with eyes at every stage; gives the final rows to nobody. Rejects when cancelled. */
export async function observeRun(
  search: CompiledSearch,
  samples: readonly SampleInput[],
  options: RunOptions,
  eyes: Pick<RunContext, "observe" | "trace">,
): Promise<void> {
  const context: RunContext = { ...rereadingContext(search, samples, options), ...eyes };
  for await (const _ of search.run(context)) {
    options.signal.throwIfAborted();
    await options.breathe?.();
  }
}
