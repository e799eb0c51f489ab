import { stat } from "node:fs/promises";
import type { Connection } from "vscode-languageserver";
import { tableAsCsv, tableAsJsonLines, tableAsMarkdown } from "#ide/render/result-table.ts";
import { reportPage } from "#ide/render/run-report.ts";
import { REPORT_REQUEST, type ReportParams, type ReportResult } from "#protocol/requests.ts";
import { type LinesOf, runReport } from "../run/report.ts";
import { RequestCancelled } from "./request-failed.ts";
import type { RunWorker } from "./run-worker.ts";
import type { KeptRun, Session } from "./session.ts";

/** Gives the last run of an analytic as text that can be handed on. */
export function serveReports(connection: Connection, session: Session, worker: RunWorker): void {
  connection.onRequest(REPORT_REQUEST, async (params: ReportParams, token): Promise<ReportResult> => {
    const run = session.runs(params.uri).get(params.analytic);
    const analytic = session.analysis(params.uri)?.rule.analytics.find(({ id }) => id === params.analytic);
    if (run === undefined || analytic === undefined) {
      return { text: undefined, message: "There is no run of this rule as it stands now. Run it, then ask again." };
    }
    if (params.format !== "html") return tableText(run, params.format);
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const changed = await changedSince(run);
    if (changed !== undefined) {
      return { text: undefined, message: `${changed} has changed since the run. Run the rule, then ask again.` };
    }
    const { windowsProfile, timeZone } = session.settings.engine;
    const linesOf: LinesOf = async (path, firstLine, lines) => {
      const page = await worker.text({ path, firstLine, lines, windowsProfile, timeZone }, abort.signal);
      if (page === undefined) throw new RequestCancelled("The request was cancelled.");
      return page.lines;
    };
    const report = await runReport({ name: analytic.name, text: analytic.query.text }, run.outcome, linesOf);
    return { text: reportPage([report]), message: "" };
  });
}

function tableText({ outcome }: KeptRun, format: Exclude<ReportParams["format"], "html">): ReportResult {
  const { columns, table: rows } = outcome;
  if (rows.length === 0) return { text: undefined, message: "The run gave no rows." };
  const first =
    rows.length < outcome.rows
      ? `The first ${rows.length.toLocaleString("en")} of ${outcome.rows.toLocaleString("en")} rows; \`rulehound run\` gives them all.`
      : "";
  const table = { columns, rows };
  if (format === "jsonl") return { text: tableAsJsonLines(table), message: first };
  if (format === "markdown") return { text: tableAsMarkdown(table), message: first };
  const { text, guarded } = tableAsCsv(table);
  const said = `${guarded.toLocaleString("en")} ${guarded === 1 ? "cell begins" : "cells begin"} as a formula does and got an apostrophe before it.`;
  return { text, message: guarded === 0 ? first : `${first} ${said}`.trim() };
}

/** A log of the run that was written to since: the marks do not fit it any more. */
async function changedSince({ outcome, began }: KeptRun): Promise<string | undefined> {
  for (const { path } of outcome.logs) {
    // What lies in a zip file has no path of its own, and what is gone is told when its text is read.
    const written = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
    if (written > began) return path;
  }
  return undefined;
}
