import { openSample, type SampleInput } from "#engine/samples.ts";
import type { SequenceOptions } from "#engine/sequence/assess.ts";
import { collectSteps } from "#engine/sequence/collect-steps.ts";
import { findSequences, type Sequences } from "#engine/sequence/find-sequences.ts";
import { nodeCatalog } from "../node/environment.ts";
import { nodeGunzip } from "../node/gunzip.ts";
import type { JobProblem, RunJob } from "./job.ts";
import { openLogs } from "./open-samples.ts";

/** What the search for sequences needs: plain data, so that it can be sent to a worker. */
export interface SequenceJob extends SequenceOptions, Pick<RunJob, "samples" | "settings" | "now"> {}

/** A log that was read for sequences. */
export interface SequenceLog {
  readonly path: string;
  /** As in a log of a run: places are lines of its text rendering. */
  readonly rendered: boolean;
  /** A network capture, whose events have bytes to be shown. */
  readonly capture: boolean;
}

/** What the search gave: plain data. */
export interface SequenceOutcome {
  /** `refused`: a named sample is not there, see the problems. */
  readonly status: "done" | "refused";
  readonly problems: readonly JobProblem[];
  /** What of the samples could not be read, the first 1000; `line` counts from zero. */
  readonly unread: readonly { readonly path: string; readonly line: number; readonly message: string }[];
  readonly unreadCount: number;
  readonly events: number;
  readonly found: Sequences;
  /** By the number of the sample in places. */
  readonly logs: readonly SequenceLog[];
}

const MOST_UNREAD = 1000;

/** Pairs the calls of captures with the processes that they started on hosts. Rejects when cancelled. */
export async function findPairs(
  { samples, settings, now, within, skew }: SequenceJob,
  signal: AbortSignal,
): Promise<SequenceOutcome> {
  const problems: JobProblem[] = [];
  const nothing = { unread: [], unreadCount: 0, events: 0, found: NOTHING, logs: [] };
  const opened = await openLogs(samples, problems);
  if (opened === undefined) return { status: "refused", problems, ...nothing };
  const unread: { path: string; line: number; message: string }[] = [];
  let unreadCount = 0;
  const { steps, limits, events } = await collectSteps(opened.inputs, settings, {
    signal,
    progress: () => undefined,
    unread: (sample, { line, message, whole }) => {
      const log = opened.samples[sample];
      if (whole === true && log?.searched === true) return;
      unreadCount += 1;
      if (unread.length < MOST_UNREAD) unread.push({ path: log?.path ?? "", line, message });
    },
    gunzip: nodeGunzip,
    now,
    rpc: () => nodeCatalog().rpc,
  });
  signal.throwIfAborted();
  const found = findSequences(steps, { within, skew });
  const logs = await Promise.all(
    opened.samples.map(async ({ path, rendered }, i) => {
      return { path, rendered, capture: rendered && (await isCapture(opened.inputs[i])) };
    }),
  );
  return {
    status: "done",
    problems,
    unread,
    unreadCount,
    events,
    found: { ...found, limits: [...limits, ...found.limits] },
    logs,
  };
}

const NOTHING: Sequences = { pairs: [], unpaired: [], silent: [], limits: [] };

async function isCapture(input: SampleInput | undefined): Promise<boolean> {
  if (input === undefined) return false;
  const opened = await openSample(input.source, nodeGunzip).catch(() => null);
  return opened?.reader?.id === "pcap";
}
