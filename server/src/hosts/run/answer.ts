import path from "node:path";
import { type CompiledSearch, compileSpl } from "#engine/compile/spl.ts";
import type { RunOptions } from "#engine/run.ts";
import type { SampleInput } from "#engine/samples.ts";
import { nearMisses } from "#engine/why-not/near-misses.ts";
import { rowsBehind, rowsLostAt } from "#engine/why-not/stage-rows.ts";
import { whyNot } from "#engine/why-not/why-not.ts";
import type { Origin } from "#events/origin.ts";
import type { Environment } from "#semantics/environment.ts";
import type { JobProblem, RunJob } from "./job.ts";
import { type OpenedJob, openSamples } from "./open-samples.ts";
import type { Answer, EventRef, Question } from "./question.ts";
import { environmentOf, fromProblem, optionsOf, tableOf } from "./run-job.ts";

const ONLY_SEARCHES: JobProblem = {
  severity: "error",
  code: "signature",
  message: "Questions about single events are answered for searches; a signature's run shows what each element found.",
};

/** Answers a question about an analytic on its samples. Rejects when cancelled. */
export async function answerQuestion(given: RunJob, question: Question, signal: AbortSignal): Promise<Answer> {
  if (given.language !== "spl") return { kind: "refused", problems: [ONLY_SEARCHES] };
  const environment = environmentOf(given);
  const search = compileSpl(given.text, environment);
  const problems: JobProblem[] = search.problems.map(fromProblem);
  if (!search.runnable) return { kind: "refused", problems };
  const job = await openSamples(given, problems);
  if (job === undefined) return { kind: "refused", problems };
  const asked: Asked = { job, search, samples: job.inputs, environment, options: optionsOf(job, signal) };
  switch (question.kind) {
    case "why-not":
      return answerWhyNot(asked, question);
    case "near-misses":
      return answerNearMisses(asked);
    case "stage-rows":
      return answerStageRows(asked, question);
  }
}

interface Asked {
  readonly job: OpenedJob;
  readonly search: CompiledSearch;
  readonly samples: readonly SampleInput[];
  readonly environment: Environment;
  readonly options: RunOptions;
}

async function answerWhyNot(
  { job, search, samples, environment, options }: Asked,
  { log, line }: Extract<Question, { kind: "why-not" }>,
): Promise<Answer> {
  const index = logIndex(job.samples, log);
  if (typeof index === "string") return refusal(index);
  const why = await whyNot(search, samples, { sample: index, line }, environment.dialect, options);
  return why === null ? { kind: "no-event" } : { kind: "why-not", event: refOf(why.origin, job), text: job.text, why };
}

const SHOWN_LOGS = 5;

/** The number of the log that a question is about, or why it is about none. */
function logIndex(samples: OpenedJob["samples"], log: string | undefined): number | string {
  const index =
    log === undefined ? (samples.length === 1 ? 0 : -1) : samples.findIndex((sample) => isSame(sample.path, log));
  if (index >= 0) return index;
  const names = samples.slice(0, SHOWN_LOGS).map((sample) => sample.path);
  const more = samples.length > SHOWN_LOGS ? ` and ${samples.length - SHOWN_LOGS} more` : "";
  const list = `${names.join(", ")}${more}`;
  if (log === undefined) return `The samples lead to ${samples.length} logs; name the one to ask about: ${list}.`;
  return `${log} is not among the logs that the analytic runs on: ${list}.`;
}

function isSame(one: string, other: string): boolean {
  return one === other || path.resolve(one) === path.resolve(other);
}

function refusal(message: string): Answer {
  return { kind: "refused", problems: [{ severity: "error", code: "sample", message }] };
}

async function answerNearMisses({ job, search, samples, environment, options }: Asked): Promise<Answer> {
  const found = await nearMisses(search, samples, environment.dialect, options);
  const places = new Map(search.clauses.map(({ id, span }) => [id, span]));
  return {
    kind: "near-misses",
    events: found.events,
    passed: found.passed,
    more: found.more,
    misses: found.misses.map(({ clauses, count, origins }) => ({
      clauses: clauses.flatMap((id) => places.get(id) ?? []),
      count,
      events: origins.map((origin) => refOf(origin, job)),
    })),
  };
}

async function answerStageRows(
  { job, search, samples, options }: Asked,
  { stage, side, limit }: Extract<Question, { kind: "stage-rows" }>,
): Promise<Answer> {
  const rows = await (side === "out" ? rowsBehind : rowsLostAt)(search, samples, stage, limit, options);
  return {
    kind: "stage-rows",
    ...tableOf(rows.rows),
    events: rows.rows.map(({ origin }) => (origin === undefined ? null : refOf(origin, job))),
    total: rows.total,
    blurred: rows.blurred,
  };
}

function refOf({ sample, line, ordinal }: Origin, job: OpenedJob): EventRef {
  const { path: log = "", rendered = false } = job.samples[sample] ?? {};
  return { path: log, line, ordinal, rendered };
}
