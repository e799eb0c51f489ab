import { WITHIN } from "#engine/sequence/assess.ts";
import { findPairs } from "../run/find-pairs.ts";
import { readCommandLine, UsageError } from "./args.ts";
import { palette, printJson, printProblem } from "./print.ts";
import { printSequences, sequenceJson } from "./sequence-report.ts";

/**
 * `rulehound sequence --sample CAPTURE --sample HOSTLOG… [--skew SECONDS] [--within SECONDS]`: the calls over the network that
 * started processes.
 * 3 when something of a sample could not be read.
 */
export async function sequence(args: readonly string[]): Promise<number> {
  const line = readCommandLine(args);
  if (line.samples.length === 0 || line.positionals.length > 0)
    throw new UsageError("rulehound sequence needs --sample PATH for the capture and for each host log.");
  const { settings, now, skew } = line;
  const samples = line.samples.map((path) => ({ path }));
  const job = { samples, settings, now, skew, within: line.within ?? WITHIN };
  const outcome = await findPairs(job, new AbortController().signal);
  for (const { message } of outcome.problems) printProblem(message);
  if (outcome.status === "refused") return 3;
  const { found, events, unread, unreadCount } = outcome;
  for (const { path, line: at, message } of unread) printProblem(`${path}:${at + 1}: ${message}`);
  if (unreadCount > unread.length) printProblem(`… and ${unreadCount - unread.length} more that could not be read`);
  const path = (sample: number): string => outcome.logs[sample]?.path ?? "";
  for (const limit of found.limits) printProblem(`warning: ${limit}`);
  if (line.format === "json") for (const one of sequenceJson(found, path)) printJson(one);
  else printSequences(found, { path, events, paint: palette(line.color) });
  return unreadCount > 0 ? 3 : 0;
}
