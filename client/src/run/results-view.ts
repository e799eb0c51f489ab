import * as vscode from "vscode";
import type { ProtocolRunProblem, RunResult } from "../../../server/src/protocol/requests.ts";

/** The panel that shows what a run gave: numbers, problems, stages, and the first rows. No script runs in it. */
export class ResultsView implements vscode.WebviewViewProvider, vscode.Disposable {
  #view: vscode.WebviewView | undefined;
  #result: RunResult | undefined;
  #stale = false;

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    view.webview.options = { enableScripts: false, localResourceRoots: [] };
    view.onDidDispose(() => {
      this.#view = undefined;
    });
    this.#render();
  }

  show(result: RunResult): void {
    this.#result = result;
    this.#stale = false;
    this.#render();
  }

  /** The result that is shown. */
  get result(): RunResult | undefined {
    return this.#result;
  }

  /** Says that the rule or its sample has changed since. */
  markStale(): void {
    this.#stale = true;
    this.#render();
  }

  async reveal(): Promise<void> {
    await vscode.commands.executeCommand("rulehound.results.focus");
  }

  dispose(): void {
    this.#view = undefined;
  }

  #render(): void {
    if (this.#view === undefined) return;
    this.#view.webview.html = page(this.#result, this.#stale);
    const rows = this.#result?.status === "done" ? this.#result.rows : 0;
    this.#view.badge = rows > 0 ? { value: rows, tooltip: `${rows} rows` } : undefined;
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}

function page(result: RunResult | undefined, stale: boolean): string {
  const body =
    result === undefined
      ? "<p>Run an analytic: select <b>Run on sample</b> above it.</p>"
      : `${stale ? '<p class="stale">The rule or its sample has changed since this run.</p>' : ""}${summary(result)}`;
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); padding: 0 8px 8px; }
table { border-collapse: collapse; font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); }
th, td { text-align: left; vertical-align: top; padding: 2px 10px 2px 0; border-bottom: 1px solid var(--vscode-panel-border); white-space: pre-wrap; max-width: 48em; overflow-wrap: break-word; }
th { font-weight: 600; white-space: nowrap; position: sticky; top: 0; background: var(--vscode-panel-background); }
.null { opacity: 0.5; } .error { color: var(--vscode-errorForeground); } .stale { font-style: italic; }
.number { text-align: right; } h2 { font-size: 1.05em; margin: 0.9em 0 0.3em; }
</style></head><body>${body}</body></html>`;
}

function summary(result: RunResult): string {
  const count = (n: number): string => n.toLocaleString("en");
  const headline =
    result.status === "done"
      ? `<b>${count(result.rows)}</b> ${result.rows === 1 ? "row" : "rows"} from ${count(result.events)} events in ${count(Math.round(result.took))} ms`
      : '<span class="error">Not run</span>';
  return `<p><b>${escapeHtml(result.name)}</b>: ${headline}</p>${problems(result.problems)}${stages(result)}${table(result)}`;
}

function problems(list: readonly ProtocolRunProblem[]): string {
  if (list.length === 0) return "";
  const item = (problem: ProtocolRunProblem): string => {
    const place =
      problem.range !== undefined
        ? ` (rule, line ${problem.range.start.line + 1})`
        : problem.sample !== undefined
          ? ` (${escapeHtml(problem.sample.uri.split("/").at(-1) ?? "")}, line ${problem.sample.line + 1})`
          : "";
    return `<li class="${problem.severity}">${escapeHtml(problem.message)}${place}</li>`;
  };
  return `<ul>${list.map(item).join("")}</ul>`;
}

function stages(result: RunResult): string {
  if (result.stages.length === 0) return "";
  const row = (stage: RunResult["stages"][number]): string =>
    `<tr><td>${escapeHtml(stage.command)}</td><td class="number">${stage.rowsIn.toLocaleString("en")}</td><td class="number">${stage.rowsOut.toLocaleString("en")}</td></tr>`;
  return `<h2>Stages</h2><table><tr><th>command</th><th>rows in</th><th>rows out</th></tr>${result.stages.map(row).join("")}</table>`;
}

function table(result: RunResult): string {
  if (result.table.length === 0) return "";
  const cell = (value: string | null): string =>
    value === null ? '<td class="null">–</td>' : `<td>${escapeHtml(value)}</td>`;
  const head = result.columns.map((name) => `<th>${escapeHtml(name)}</th>`).join("");
  const rows = result.table.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("");
  const more =
    result.rows > result.table.length ? `<p>The first ${result.table.length} of ${result.rows} rows.</p>` : "";
  return `<h2>Rows</h2><table><tr>${head}</tr>${rows}</table>${more}`;
}
