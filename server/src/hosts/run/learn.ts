import { FieldLearner, type LearnedCounts, type LearnedOverlay } from "#engine/learn-fields.ts";
import type { ReadProblem } from "#engine/readers/reader.ts";
import { openSample } from "#engine/samples.ts";
import type { WindowsProfile } from "#runtime/settings.ts";
import { nodeCatalog } from "../node/environment.ts";
import { findSamples } from "../node/find-samples.ts";
import { nodeGunzip } from "../node/gunzip.ts";

/** Which samples to learn from: plain data, so that it can be sent to a worker. */
export interface LearnJob {
  readonly samples: readonly string[];
  readonly windowsProfile: WindowsProfile;
  readonly timeZone: string;
}

/** What was learned, and what could not be read. */
export interface LearnOutcome extends LearnedCounts {
  readonly overlay: LearnedOverlay;
  readonly unread: readonly string[];
}

const MOST_UNREAD = 1000;

/** Reads samples whole and says what the catalog does not know of them. Throws when a name leads to no sample, or when cancelled. */
export async function learnFrom(job: LearnJob, signal: AbortSignal): Promise<LearnOutcome> {
  const learner = new FieldLearner(nodeCatalog());
  const unread: string[] = [];
  const note = (text: string): void => {
    if (unread.length < MOST_UNREAD) unread.push(text);
  };
  for (const name of job.samples) {
    const { samples, notes } = await findSamples(name);
    for (const one of notes) note(one);
    for (const { path, source, inputs } of samples) {
      const opened = await openSample(source, nodeGunzip);
      if (opened.reader === null) {
        note(`${path}: ${opened.message}`);
        continue;
      }
      const batches = opened.reader.read(opened.source, {
        sample: 0,
        windowsProfile: job.windowsProfile,
        timeZone: job.timeZone,
        defaults: inputs,
        rpc: () => nodeCatalog().rpc,
        signal,
        progress: () => undefined,
        problem: ({ line, message }: ReadProblem) => note(`${path}:${line + 1}: ${message}`),
      });
      for await (const batch of batches) {
        signal.throwIfAborted();
        for (const event of batch) learner.add(event);
      }
    }
  }
  return { ...learner.counts, overlay: learner.overlay(), unread };
}
