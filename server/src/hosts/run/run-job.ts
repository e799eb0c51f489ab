import type { Problem } from "#base/problem.ts";
import { compileSignature } from "#engine/compile/signature.ts";
import { compileSpl } from "#engine/compile/spl.ts";
import { explainEvents } from "#engine/explain.ts";
import { highlightLogs } from "#engine/highlight.ts";
import type { ReadProblem } from "#engine/readers/reader.ts";
import { type RunOptions, runSearch } from "#engine/run.ts";
import type { ResultRow, RunSummary } from "#engine/run-event.ts";
import { isMulti, toText, type Value } from "#events/value.ts";
import { DEFAULT_LIMITS } from "#runtime/limits.ts";
import type { Environment } from "#semantics/environment.ts";
import { nodeCatalog, renewedEnvironment } from "../node/environment.ts";
import { nodeGunzip } from "../node/gunzip.ts";
import { openWorkspaceSync } from "../node/workspace.ts";
import { fieldExamples } from "./field-examples.ts";
import type { JobOutcome, JobProblem, JobProgress, RunJob } from "./job.ts";
import { type OpenedJob, openSamples } from "./open-samples.ts";

/** How a run is followed and ended. */
export interface JobControl {
  readonly signal: AbortSignal;
  progress(progress: JobProgress): void;
}

let last: { readonly key: string; readonly environment: Environment } | undefined;

/** The environment of a job; that of the job before when nothing in it differs. */
export function environmentOf({ folders, settings, revision, edits = [] }: RunJob): Environment {
  const key = JSON.stringify([folders, settings, revision]);
  if (last?.key === key) return last.environment;
  const workspace = openWorkspaceSync(folders);
  for (const [path, text] of edits) workspace.edit(path, text);
  last = { key, environment: renewedEnvironment(settings, workspace.names.names, undefined) };
  return last.environment;
}

const NOTHING = {
  events: 0,
  rows: 0,
  columns: [],
  table: [],
  stages: [],
  clauses: [],
  logs: [],
  examples: [],
  times: [],
} as const;

/** Compiles and runs an analytic, explains the first matched events, and gives all as plain data. Rejects when cancelled. */
export async function runJob(given: RunJob, control: JobControl): Promise<JobOutcome> {
  const environment = environmentOf(given);
  const compiled =
    given.language === "signature" ? compileSignature(given.text, environment) : compileSpl(given.text, environment);
  const problems: JobProblem[] = compiled.problems.map(fromProblem);
  if (!compiled.runnable) {
    if (!problems.some(({ severity }) => severity === "error")) {
      problems.push({ severity: "error", code: "empty", message: "There is no search to run." });
    }
    return { ...NOTHING, status: "refused", problems };
  }
  const job = await openSamples(given, problems);
  if (job === undefined) return { ...NOTHING, status: "failed", problems };
  const { inputs: samples } = job;
  const options = optionsOf(job, control.signal);
  const rows: ResultRow[] = [];
  let summary: RunSummary | undefined;
  for await (const event of runSearch(compiled, samples, options)) {
    if (event.kind === "progress") control.progress(event);
    else if (event.kind === "rows") rows.push(...event.rows);
    else if (event.kind === "problem") {
      // The outcome itself tells how many rows there are and how many come back.
      if (event.problem.code !== "limit-result-rows") problems.push(fromRunProblem(event.problem));
    } else if (event.kind === "unread") problems.push(fromUnread(event, job));
    else summary = event.summary;
  }
  control.signal.throwIfAborted();
  if (summary === undefined) throw new Error("The run ended without a summary.");
  const chosen = summary.matched.origins.slice(0, job.markLimit);
  const explained =
    chosen.length === 0 ? [] : await explainEvents(compiled, samples, chosen, environment.dialect, options);
  return {
    status: problems.some(({ severity }) => severity === "error") ? "failed" : "done",
    problems,
    events: summary.events,
    rows: summary.rows,
    ...tableOf(rows),
    stages: summary.stages.map((stage) => ({
      start: stage.start,
      end: stage.end,
      command: stage.command,
      rowsIn: stage.in,
      rowsOut: stage.out,
    })),
    clauses: summary.clauses.map(({ start, end, hits, reached }) => ({ start, end, hits, reached: reached ?? hits })),
    logs: highlightLogs(summary, explained, samples.length).flatMap(({ sample, ...log }) => {
      const opened = job.samples[sample];
      return opened === undefined ? [] : [{ path: opened.path, rendered: opened.rendered, ...log }];
    }),
    examples: fieldExamples(explained),
    times: explained.flatMap(({ time }) => time ?? []),
  };
}

/** How a job's search is run. */
export function optionsOf(job: RunJob, signal: AbortSignal): RunOptions {
  return {
    signal,
    settings: job.settings,
    now: job.now,
    everyClause: job.everyClause,
    limits: { ...DEFAULT_LIMITS, resultRows: job.rowLimit },
    gunzip: nodeGunzip,
    rpc: () => nodeCatalog().rpc,
    clock: () => performance.now(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

/** A problem of the search as plain data. */
export function fromProblem({ severity, code, message, span, help }: Problem): JobProblem {
  return { severity, code, message: help === undefined ? message : `${message} ${help}`, place: span };
}

function fromRunProblem({
  severity,
  code,
  message,
  span,
}: {
  readonly severity: JobProblem["severity"];
  readonly code: string;
  readonly message: string;
  readonly span?: { readonly start: number; readonly end: number };
}): JobProblem {
  return { severity, code, message, ...(span === undefined ? {} : { place: span }) };
}

/** A line that is no event is a warning; a sample of which nothing, or not the rest, can be read makes the run fail. */
function fromUnread(
  { sample, problem }: { readonly sample: number; readonly problem: ReadProblem },
  job: OpenedJob,
): JobProblem {
  const { path = "", searched = false } = job.samples[sample] ?? {};
  // What a folder or a zip file holds besides logs is left out.
  const severity = problem.cut === true || (problem.whole === true && !searched) ? "error" : "warning";
  return { severity, code: "unread", message: problem.message, sample: { path, line: problem.line } };
}

/** The columns in the order in which rows have them first, and the rows under them. */
export function tableOf(rows: readonly Pick<ResultRow, "fields">[]): Pick<JobOutcome, "columns" | "table"> {
  const columns = new Map<string, number>();
  for (const { fields } of rows) {
    for (const [name] of fields) if (!columns.has(name)) columns.set(name, columns.size);
  }
  const table = rows.map(({ fields }) => {
    const cells: (string | readonly string[] | null)[] = new Array(columns.size).fill(null);
    for (const [name, value] of fields) cells[columns.get(name) ?? 0] = toCell(value);
    return cells;
  });
  return { columns: [...columns.keys()], table };
}

function toCell(value: Value): string | readonly string[] | null {
  return isMulti(value) ? value : toText(value);
}
