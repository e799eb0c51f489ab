import type { ReadProblem } from "#engine/readers/reader.ts";
import { openSample } from "#engine/samples.ts";
import { ValueCounter, type ValueCounts } from "#engine/value-counts.ts";
import { nodeCatalog } from "../node/environment.ts";
import { nodeGunzip } from "../node/gunzip.ts";
import type { JobProblem, RunJob } from "./job.ts";
import { openLogs } from "./open-samples.ts";

/** Which samples to count the values of: plain data, so that it can be sent to a worker. */
export type ValuesJob = Pick<RunJob, "samples" | "settings">;

/** How many events of the samples are looked at. */
const MOST_EVENTS = 5000;

/**
 * Counts the values of the fields of the first events of samples. A sample that cannot be read gives none: the run on it
 * says why. Rejects when cancelled.
 */
export async function countValues({ samples, settings }: ValuesJob, signal: AbortSignal): Promise<ValueCounts> {
  const problems: JobProblem[] = [];
  const counter = new ValueCounter();
  let whole = true;
  const opened = await openLogs(samples, problems);
  for (const { source, defaults } of opened?.inputs ?? []) {
    const { reader, source: unpacked } = await openSample(source, nodeGunzip);
    if (reader === null) continue;
    const batches = reader.read(unpacked, {
      sample: 0,
      windowsProfile: settings.windowsProfile,
      timeZone: settings.timeZone,
      defaults: defaults ?? {},
      rpc: () => nodeCatalog().rpc,
      signal,
      progress: () => undefined,
      problem: (_: ReadProblem) => {
        whole = false;
      },
    });
    for await (const batch of batches) {
      // Runs that are asked for meanwhile, and a cancellation, come in between.
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      for (const event of batch) {
        if (counter.events >= MOST_EVENTS) return counter.counts(false);
        counter.add(event);
      }
    }
  }
  return counter.counts(whole);
}
