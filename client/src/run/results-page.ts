import * as vscode from "vscode";
import type { ProtocolHistogram, ProtocolRunProblem, RunResult } from "../../../server/src/protocol/requests.ts";
import { escapeHtml } from "./escape-html.ts";
import { pageLanguage } from "./page-language.ts";
import { pageNonce } from "./page-nonce.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { resultsTable, tableScript } from "./results-table.ts";

/** A run as the view keeps it. */
export interface ShownRun {
  readonly number: number;
  /** Time of day at which it ended. */
  readonly at: string;
  readonly result: RunResult;
  /** Why samples that the rule names were not read, one sentence each. */
  readonly refused: readonly string[];
}

/** The command behind the lines of the history. */
export const SHOW_RUN = "rulehound.showRun";

/**
 * The page of the results view: the run that is shown, and the history with the newest first. The only script in
 * it is the one that sorts and filters its rows, the only links are those of the history, to {@link SHOW_RUN} with the number of a run.
 */
export function resultsPage(history: readonly ShownRun[], shown: ShownRun | undefined, stale: boolean): string {
  const body =
    shown === undefined
      ? `<p>${vscode.l10n.t("Run an analytic: select {0} above it.", `<b>${vscode.l10n.t("Run on sample")}</b>`)}</p>`
      : `${noteOn(history, shown, stale)}${summary(shown)}${past(history, shown)}`;
  const nonce = pageNonce();
  return `<!DOCTYPE html><html lang="${pageLanguage()}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'">
<title>${escapeHtml(vscode.l10n.t("Results"))}</title><style>${STYLE}${PAGE_STYLE}</style></head><body><main>${body}</main>${tableScript(shown?.result, nonce)}</body></html>`;
}

const STYLE = `
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); padding: 0 8px 8px; }
table { border-collapse: collapse; font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); }
th, td { text-align: left; vertical-align: top; padding: 2px 10px 2px 0; border-bottom: 1px solid var(--vscode-panel-border); white-space: pre-wrap; max-width: 48em; overflow-wrap: break-word; }
th { font-weight: 600; white-space: nowrap; position: sticky; top: 0; background: var(--vscode-panel-background); }
th button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
th[aria-sort=ascending] button::after { content: " ▲"; } th[aria-sort=descending] button::after { content: " ▼"; }
input { font: inherit; color: var(--vscode-input-foreground); background: var(--vscode-input-background); border: 1px solid var(--vscode-input-border, var(--vscode-panel-border)); padding: 2px 8px; }
.null { opacity: 0.5; } .error { color: var(--vscode-errorForeground); } .warning { color: var(--vscode-editorWarning-foreground); } .stale { font-style: italic; }
.number { text-align: right; } h2 { font-size: 1.05em; margin: 0.9em 0 0.3em; }
.shown { background: var(--vscode-list-inactiveSelectionBackground); font-weight: 600; }
svg { display: block; width: 100%; max-width: 60em; height: 48px; } rect { fill: var(--vscode-charts-blue, currentColor); }
.ends { display: flex; justify-content: space-between; max-width: 60em; opacity: 0.7; }`;

const counted = (n: number): string => n.toLocaleString("en");

const paragraph = (text: string, kind?: string): string =>
  `<p${kind === undefined ? "" : ` class="${kind}"`}>${escapeHtml(text)}</p>`;

function noteOn([newest]: readonly ShownRun[], shown: ShownRun, stale: boolean): string {
  if (shown !== newest)
    return paragraph(
      vscode.l10n.t("An earlier run: the highlights in the editors are those of the last one."),
      "stale",
    );
  return stale ? paragraph(vscode.l10n.t("The rule or its sample has changed since this run."), "stale") : "";
}

function summary({ result, refused }: ShownRun): string {
  const unread = refused.map((message) => `<li class="warning">${escapeHtml(said("warning", message))}</li>`).join("");
  return `<p>${headline(result)}</p>${unread === "" ? "" : `<ul>${unread}</ul>`}${problems(result.problems)}${histogram(result)}${stages(result)}${resultsTable(result)}`;
}

function headline(result: RunResult): string {
  const name = `<b>${escapeHtml(result.name)}</b>`;
  if (result.status !== "done") {
    return vscode.l10n.t("{0}: {1}", name, `<span class="error">${escapeHtml(vscode.l10n.t("Not run"))}</span>`);
  }
  const [rows, events] = [`<b>${counted(result.rows)}</b>`, counted(result.events)];
  const took = counted(Math.round(result.took));
  return result.rows === 1
    ? vscode.l10n.t("{0}: {1} row from {2} events in {3} ms", name, rows, events, took)
    : vscode.l10n.t("{0}: {1} rows from {2} events in {3} ms", name, rows, events, took);
}

/** Matched events over time, as a picture. */
function histogram({ histogram: found, logs }: RunResult): string {
  if (found === undefined) return "";
  const { from, to, counts } = found;
  const most = Math.max(...counts);
  const bars = counts.map((count, part) => {
    const height = count === 0 ? 0 : Math.max(2, (count / most) * 48);
    const title = vscode.l10n.t("{0} from {1}", counted(count), utc(from + ((to - from) * part) / counts.length));
    return `<rect x="${part}" y="${48 - height}" width="0.9" height="${height}"><title>${escapeHtml(title)}</title></rect>`;
  });
  const timed = counts.reduce((sum, count) => sum + count, 0);
  const all = logs.reduce((sum, { matchedEvents }) => sum + matchedEvents, 0);
  const name = vscode.l10n.t("Matched events over time");
  const title =
    timed < all ? vscode.l10n.t("Matched events over time, {0} of {1}", counted(timed), counted(all)) : name;
  const svg = `<svg role="img" aria-label="${escapeHtml(name)}" preserveAspectRatio="none" viewBox="0 0 ${counts.length} 48">${bars.join("")}</svg>`;
  return `<h2>${escapeHtml(title)}</h2>${svg}<div class="ends">${ends(found)}</div>`;
}

function ends({ from, to }: ProtocolHistogram): string {
  return from === to ? `<span>${utc(from)}</span>` : `<span>${utc(from)}</span><span>${utc(to)}</span>`;
}

function utc(seconds: number): string {
  const date = new Date(Math.round(seconds * 1000));
  return Number.isNaN(date.getTime())
    ? `${seconds} s`
    : date
        .toISOString()
        .replace("T", " ")
        .replace(/\.000Z$/, "Z");
}

function past(history: readonly ShownRun[], shown: ShownRun): string {
  if (history.length < 2) return "";
  const row = (run: ShownRun): string => {
    const { name, status, rows, events, took, change } = run.result;
    const link = `<a href="command:${SHOW_RUN}?${encodeURIComponent(JSON.stringify([run.number]))}">${escapeHtml(name)}</a>`;
    const numbers = [
      status === "done" ? counted(rows) : escapeHtml(vscode.l10n.t("not run")),
      counted(events),
      vscode.l10n.t("{0} ms", counted(Math.round(took))),
      change === undefined ? "" : `+${change.gained.length} −${change.lost.length}`,
    ];
    const cells = numbers.map((text) => `<td class="number">${text}</td>`).join("");
    return `<tr${run === shown ? ' class="shown" aria-current="true"' : ""}><td>${escapeHtml(run.at)}</td><td>${link}</td>${cells}</tr>`;
  };
  const names = [
    vscode.l10n.t("time"),
    vscode.l10n.t("analytic"),
    vscode.l10n.t("rows"),
    vscode.l10n.t("events"),
    vscode.l10n.t("took"),
    vscode.l10n.t("gained, lost"),
  ];
  const head = names.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join("");
  const title = escapeHtml(vscode.l10n.t("Last runs"));
  return `<h2>${title}</h2><table aria-label="${title}"><tr>${head}</tr>${history.map(row).join("")}</table>`;
}

/** A problem with what it is, for those who do not see its colour. */
function said(severity: ProtocolRunProblem["severity"], message: string): string {
  if (severity === "error") return vscode.l10n.t("Error: {0}", message);
  return severity === "warning" ? vscode.l10n.t("Warning: {0}", message) : message;
}

/** A problem with its place. */
function placed({ severity, message, range, sample }: ProtocolRunProblem): string {
  const text = said(severity, message);
  if (range !== undefined) return vscode.l10n.t("{0} (rule, line {1})", text, range.start.line + 1);
  if (sample === undefined) return text;
  return vscode.l10n.t("{0} ({1}, line {2})", text, sample.uri.split("/").at(-1) ?? "", sample.line + 1);
}

function problems(list: readonly ProtocolRunProblem[]): string {
  if (list.length === 0) return "";
  const item = (problem: ProtocolRunProblem): string =>
    `<li class="${problem.severity}">${escapeHtml(placed(problem))}</li>`;
  return `<ul>${list.map(item).join("")}</ul>`;
}

function stages(result: RunResult): string {
  if (result.stages.length === 0) return "";
  const row = (stage: RunResult["stages"][number]): string =>
    `<tr><td>${escapeHtml(stage.command)}</td><td class="number">${stage.rowsIn.toLocaleString("en")}</td><td class="number">${stage.rowsOut.toLocaleString("en")}</td></tr>`;
  const title = escapeHtml(vscode.l10n.t("Stages"));
  const [command, into, out] = [vscode.l10n.t("command"), vscode.l10n.t("rows in"), vscode.l10n.t("rows out")].map(
    escapeHtml,
  );
  return `<h2>${title}</h2><table aria-label="${title}"><tr><th scope="col">${command}</th><th scope="col" class="number">${into}</th><th scope="col" class="number">${out}</th></tr>${result.stages.map(row).join("")}</table>`;
}
