import { collectSteps } from "#engine/sequence/collect-steps.ts";
import { findSequences } from "#engine/sequence/find-sequences.ts";
import { nodeCatalog } from "../node/environment.ts";
import { nodeGunzip } from "../node/gunzip.ts";
import type { JobProblem } from "../run/job.ts";
import { openSamples } from "../run/open-samples.ts";
import { readCommandLine, UsageError } from "./args.ts";
import { palette, printJson, printProblem } from "./print.ts";
import { jobOf } from "./run.ts";
import { printSequences, sequenceJson } from "./sequence-report.ts";

/** Seconds after a call in which a process may start. */
const WITHIN = 5;

/**
 * `rulehound sequence --sample CAPTURE --sample HOSTLOG… [--skew SECONDS]`: the calls over the network that started processes.
 * 3 when something of a sample could not be read.
 */
export async function sequence(args: readonly string[]): Promise<number> {
  const line = readCommandLine(args);
  if (line.samples.length === 0 || line.positionals.length > 0)
    throw new UsageError("rulehound sequence needs --sample PATH for the capture and for each host log.");
  const problems: JobProblem[] = [];
  const named = line.samples.map((path) => ({ path }));
  const opened = await openSamples(jobOf({ text: "", language: "spl" }, named, [], line), problems);
  for (const { message } of problems) printProblem(message);
  if (opened === undefined) return 3;
  let unread = 0;
  const path = (sample: number): string => opened.samples[sample]?.path ?? "";
  const { steps, limits, events } = await collectSteps(opened.inputs, line.settings, {
    signal: new AbortController().signal,
    progress: () => undefined,
    unread: (sample, problem) => {
      if (problem.whole === true && opened.samples[sample]?.searched === true) return;
      unread += 1;
      printProblem(`${path(sample)}:${problem.line + 1}: ${problem.message}`);
    },
    gunzip: nodeGunzip,
    now: line.now,
    rpc: () => nodeCatalog().rpc,
  });
  const found = findSequences(steps, { within: WITHIN, skew: line.skew });
  for (const limit of [...limits, ...found.limits]) printProblem(`warning: ${limit}`);
  if (line.format === "json") for (const one of sequenceJson(found, path)) printJson(one);
  else printSequences(found, { path, events, paint: palette(line.color) });
  return unread > 0 ? 3 : 0;
}
