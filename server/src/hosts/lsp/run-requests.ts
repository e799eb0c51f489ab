import { pathToFileURL } from "node:url";
import type { Connection } from "vscode-languageserver";
import type { Document } from "#analysis/document.ts";
import { toHost } from "#base/source-map.ts";
import { timeHistogram } from "#ide/render/time-histogram.ts";
import {
  ANALYTICS_REQUEST,
  type AnalyticsParams,
  type AnalyticsResult,
  type ProtocolRange,
  RUN_PROGRESS,
  RUN_REQUEST,
  type RunParams,
  type RunProgress,
  type RunResult,
} from "#protocol/requests.ts";
import type { Analytic } from "#semantics/rule/rule-file.ts";
import type { JobMark, JobOutcome, RunJob, TextPlace } from "../run/job.ts";
import { RequestCancelled, RequestFailed } from "./request-failed.ts";
import { RunChanges } from "./run-change.ts";
import { RunWorker } from "./run-worker.ts";
import { chosenSamples } from "./sample-requests.ts";
import { SampleValues } from "./sample-values.ts";
import type { Session } from "./session.ts";
import { toRange } from "./to-lsp/places.ts";

/** How many rows of a result go to the editor. */
export const SHOWN_ROWS = 1000;
const MARKED_EVENTS = 2000;

/** Answers our own requests: analytics and samples of a rule file, and runs. */
export function serveRuns(connection: Connection, session: Session, workerProgram: string): RunWorker {
  const worker = new RunWorker(workerProgram);
  const changes = new RunChanges();
  const values = new SampleValues(worker, session);
  session.sampleValues = (uri, analytic) => values.of(uri, analytic);

  connection.onRequest(ANALYTICS_REQUEST, ({ uri }: AnalyticsParams): AnalyticsResult => {
    const analysis = session.analysis(uri);
    if (analysis === undefined) return { analytics: [] };
    const { document, rule } = analysis;
    return { analytics: rule.analytics.map(({ id, name, span }) => ({ id, name, range: toRange(document, span) })) };
  });

  connection.onRequest(RUN_REQUEST, async (params: RunParams, token): Promise<RunResult> => {
    const analysis = session.analysis(params.uri);
    const analytic = analysis?.rule.analytics.find(({ id }) => id === params.analytic);
    if (analysis === undefined || analytic === undefined)
      throw new RequestFailed("The file has no such analytic any more.");
    const { document } = analysis;
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const started = performance.now();
    const began = Date.now();
    const samples = chosenSamples(params, analytic.samples);
    const outcome = await worker.run(
      jobFor(session, analytic.query.text, analytic.language, samples),
      (progress) =>
        void connection.sendNotification(RUN_PROGRESS, { run: params.run, ...progress } satisfies RunProgress),
      abort.signal,
    );
    if (outcome === undefined) throw new RequestCancelled("The run was cancelled.");
    const run = toResult(outcome, document, analytic, performance.now() - started);
    const result = changes.compared(run, params.samples);
    session.keepRun({ result, outcome, began });
    if (analytic.language === "spl") values.learn(params.uri, analytic.id, samples);
    if (session.document(params.uri)?.version === result.version) {
      const { refreshesHints, refreshesLenses } = session.abilities;
      if (refreshesHints) connection.languages.inlayHint.refresh().catch(() => undefined);
      if (refreshesLenses) connection.sendRequest("workspace/codeLens/refresh").catch(() => undefined);
    }
    return result;
  });
  return worker;
}

/** The job of an analytic under the session's settings and workspace. */
export function jobFor(
  session: Session,
  text: string,
  language: RunJob["language"],
  samples: RunJob["samples"],
): RunJob {
  return {
    text,
    language,
    samples,
    folders: session.workspace.folders,
    revision: session.environment.revision,
    edits: [...session.workspace.edits],
    settings: session.settings.engine,
    now: session.settings.now ?? Date.now() / 1000,
    everyClause: true,
    rowLimit: SHOWN_ROWS,
    markLimit: MARKED_EVENTS,
  };
}

function toResult(outcome: JobOutcome, document: Document, analytic: Analytic, took: number): RunResult {
  const range = (place: TextPlace): ProtocolRange => toRange(document, toHost(analytic.query.map, place));
  const histogram = timeHistogram(outcome.times);
  return {
    status: outcome.status,
    uri: document.uri,
    version: document.version,
    analytic: analytic.id,
    name: analytic.name,
    problems: outcome.problems.map(({ severity, code, message, place, sample }) => ({
      severity,
      code,
      message,
      ...(place === undefined ? {} : { range: range(place) }),
      ...(sample === undefined ? {} : { sample: { uri: pathToFileURL(sample.path).href, line: sample.line } }),
    })),
    events: outcome.events,
    rows: outcome.rows,
    columns: outcome.columns,
    table: outcome.table.map((row) =>
      row.map((cell) => (typeof cell === "string" || cell === null ? cell : cell.join("\n"))),
    ),
    clauses: outcome.clauses.map((clause) => ({
      range: range(clause),
      text: analytic.query.text.slice(clause.start, clause.end),
      hits: clause.hits,
      reached: clause.reached,
    })),
    stages: outcome.stages.map((stage) => ({
      range: range(stage),
      command: stage.command,
      rowsIn: stage.rowsIn,
      rowsOut: stage.rowsOut,
    })),
    logs: outcome.logs.map(({ path: log, rendered, marks, matchedEvents, markedEvents }) => ({
      uri: pathToFileURL(log).href,
      rendered,
      matchedEvents,
      markedEvents,
      marks: marks.map(toMark),
    })),
    ...(histogram === undefined ? {} : { histogram }),
    took,
  };
}

function toMark({
  line,
  column,
  endLine,
  endColumn,
  kind,
  role,
  clause,
  field,
}: JobMark): RunResult["logs"][number]["marks"][number] {
  return {
    range: { start: { line, character: column }, end: { line: endLine, character: endColumn } },
    kind,
    role,
    ...(clause === undefined ? {} : { clause }),
    ...(field === undefined ? {} : { field }),
  };
}
