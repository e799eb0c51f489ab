import * as vscode from "vscode";
import type { RunResult } from "../../../server/src/protocol/requests.ts";
import { resultsPage, SHOW_RUN, type ShownRun } from "./results-page.ts";

/** How many runs are kept. */
const KEPT = 10;

/** The panel that shows what the last runs gave: numbers, problems, stages, and the first rows. */
export class ResultsView implements vscode.WebviewViewProvider, vscode.Disposable {
  #view: vscode.WebviewView | undefined;
  /** The newest first. */
  #history: readonly ShownRun[] = [];
  #shown: ShownRun | undefined;
  #runs = 0;
  #stale = false;

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    view.webview.options = { enableScripts: true, enableCommandUris: [SHOW_RUN], localResourceRoots: [] };
    view.onDidDispose(() => {
      this.#view = undefined;
    });
    this.#render();
  }

  /** Shows a new run; `refused`: why samples that its rule names were not read. */
  show(result: RunResult, refused: readonly string[]): void {
    this.#runs += 1;
    const run: ShownRun = { number: this.#runs, at: new Date().toLocaleTimeString(), result, refused };
    this.#history = [run, ...this.#history].slice(0, KEPT);
    this.#shown = run;
    this.#stale = false;
    this.#render();
  }

  /** Shows a run of the history again; without its number the last one. */
  showAgain(number = this.#runs): void {
    this.#shown = this.#history.find((run) => run.number === number) ?? this.#shown;
    this.#render();
  }

  /** The result that is shown. */
  get result(): RunResult | undefined {
    return this.#shown?.result;
  }

  /** The page that is shown, for the tests of the extension. */
  get page(): string {
    return resultsPage(this.#history, this.#shown, this.#stale);
  }

  /** Says that the rule or its sample has changed since the last run. */
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
    this.#view.webview.html = this.page;
    const rows = this.result?.status === "done" ? this.result.rows : 0;
    const tooltip = rows === 1 ? vscode.l10n.t("{0} row", rows) : vscode.l10n.t("{0} rows", rows);
    this.#view.badge = rows > 0 ? { value: rows, tooltip } : undefined;
  }
}
