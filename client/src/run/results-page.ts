import type { ProtocolHistogram, ProtocolRunProblem, RunResult } from "../../../server/src/protocol/requests.ts";
import { rawLast, shownCell } from "./cell-text.ts";
import { escapeHtml } from "./escape-html.ts";
import { PAGE_STYLE } from "./page-style.ts";

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
 * The page of the results view: the run that is shown, and the history with the newest first. No script is in it; the only
 * links are those of the history, to {@link SHOW_RUN} with the number of a run.
 */
export function resultsPage(history: readonly ShownRun[], shown: ShownRun | undefined, stale: boolean): string {
  const body =
    shown === undefined
      ? "<p>Run an analytic: select <b>Run on sample</b> above it.</p>"
      : `${noteOn(history, shown, stale)}${summary(shown)}${past(history, shown)}`;
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Results</title><style>${STYLE}${PAGE_STYLE}</style></head><body><main>${body}</main></body></html>`;
}

const STYLE = `
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); padding: 0 8px 8px; }
table { border-collapse: collapse; font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); }
th, td { text-align: left; vertical-align: top; padding: 2px 10px 2px 0; border-bottom: 1px solid var(--vscode-panel-border); white-space: pre-wrap; max-width: 48em; overflow-wrap: break-word; }
th { font-weight: 600; white-space: nowrap; position: sticky; top: 0; background: var(--vscode-panel-background); }
.null { opacity: 0.5; } .error { color: var(--vscode-errorForeground); } .warning { color: var(--vscode-editorWarning-foreground); } .stale { font-style: italic; }
.number { text-align: right; } h2 { font-size: 1.05em; margin: 0.9em 0 0.3em; }
.shown { background: var(--vscode-list-inactiveSelectionBackground); font-weight: 600; }
svg { display: block; width: 100%; max-width: 60em; height: 48px; } rect { fill: var(--vscode-charts-blue, currentColor); }
.ends { display: flex; justify-content: space-between; max-width: 60em; opacity: 0.7; }`;

const counted = (n: number): string => n.toLocaleString("en");

function noteOn([newest]: readonly ShownRun[], shown: ShownRun, stale: boolean): string {
  if (shown !== newest)
    return '<p class="stale">An earlier run: the highlights in the editors are those of the last one.</p>';
  return stale ? '<p class="stale">The rule or its sample has changed since this run.</p>' : "";
}

function summary({ result, refused }: ShownRun): string {
  const headline =
    result.status === "done"
      ? `<b>${counted(result.rows)}</b> ${result.rows === 1 ? "row" : "rows"} from ${counted(result.events)} events in ${counted(Math.round(result.took))} ms`
      : '<span class="error">Not run</span>';
  const unread = refused.map((message) => `<li class="warning">${SAID.warning}${escapeHtml(message)}</li>`).join("");
  return `<p><b>${escapeHtml(result.name)}</b>: ${headline}</p>${unread === "" ? "" : `<ul>${unread}</ul>`}${problems(result.problems)}${histogram(result)}${stages(result)}${table(result)}`;
}

/** Matched events over time, as a picture. */
function histogram({ histogram: found, logs }: RunResult): string {
  if (found === undefined) return "";
  const { from, to, counts } = found;
  const most = Math.max(...counts);
  const bars = counts.map((count, part) => {
    const height = count === 0 ? 0 : Math.max(2, (count / most) * 48);
    const title = `${counted(count)} from ${utc(from + ((to - from) * part) / counts.length)}`;
    return `<rect x="${part}" y="${48 - height}" width="0.9" height="${height}"><title>${title}</title></rect>`;
  });
  const timed = counts.reduce((sum, count) => sum + count, 0);
  const all = logs.reduce((sum, { matchedEvents }) => sum + matchedEvents, 0);
  const note = timed < all ? `, ${counted(timed)} of ${counted(all)}` : "";
  const svg = `<svg role="img" aria-label="Matched events over time" preserveAspectRatio="none" viewBox="0 0 ${counts.length} 48">${bars.join("")}</svg>`;
  return `<h2>Matched events over time${note}</h2>${svg}<div class="ends">${ends(found)}</div>`;
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
      status === "done" ? counted(rows) : "not run",
      counted(events),
      `${counted(Math.round(took))} ms`,
      change === undefined ? "" : `+${change.gained.length} −${change.lost.length}`,
    ];
    const cells = numbers.map((text) => `<td class="number">${text}</td>`).join("");
    return `<tr${run === shown ? ' class="shown" aria-current="true"' : ""}><td>${escapeHtml(run.at)}</td><td>${link}</td>${cells}</tr>`;
  };
  const head = ["time", "analytic", "rows", "events", "took", "gained, lost"]
    .map((name) => `<th scope="col">${name}</th>`)
    .join("");
  return `<h2>Last runs</h2><table aria-label="Last runs"><tr>${head}</tr>${history.map(row).join("")}</table>`;
}

/** What a problem is, for those who do not see its colour. */
const SAID: Readonly<Record<ProtocolRunProblem["severity"], string>> = {
  error: "Error: ",
  warning: "Warning: ",
  info: "",
};

function problems(list: readonly ProtocolRunProblem[]): string {
  if (list.length === 0) return "";
  const item = (problem: ProtocolRunProblem): string => {
    const place =
      problem.range !== undefined
        ? ` (rule, line ${problem.range.start.line + 1})`
        : problem.sample !== undefined
          ? ` (${escapeHtml(problem.sample.uri.split("/").at(-1) ?? "")}, line ${problem.sample.line + 1})`
          : "";
    return `<li class="${problem.severity}">${SAID[problem.severity]}${escapeHtml(problem.message)}${place}</li>`;
  };
  return `<ul>${list.map(item).join("")}</ul>`;
}

function stages(result: RunResult): string {
  if (result.stages.length === 0) return "";
  const row = (stage: RunResult["stages"][number]): string =>
    `<tr><td>${escapeHtml(stage.command)}</td><td class="number">${stage.rowsIn.toLocaleString("en")}</td><td class="number">${stage.rowsOut.toLocaleString("en")}</td></tr>`;
  return `<h2>Stages</h2><table aria-label="Stages"><tr><th scope="col">command</th><th scope="col" class="number">rows in</th><th scope="col" class="number">rows out</th></tr>${result.stages.map(row).join("")}</table>`;
}

function table(result: RunResult): string {
  if (result.table.length === 0) return "";
  const columns = rawLast(result.columns, result.columns);
  const cell = (value: string | null, at: number): string =>
    value === null
      ? '<td class="null" aria-label="no value">–</td>'
      : `<td>${escapeHtml(shownCell(columns[at] ?? "", value))}</td>`;
  const head = columns.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join("");
  const rows = result.table.map((row) => `<tr>${rawLast(result.columns, row).map(cell).join("")}</tr>`).join("");
  const more =
    result.rows > result.table.length ? `<p>The first ${result.table.length} of ${result.rows} rows.</p>` : "";
  return `<h2>Rows</h2><table aria-label="Rows"><tr>${head}</tr>${rows}</table>${more}`;
}
