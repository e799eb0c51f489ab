import * as vscode from "vscode";
import type { RunProgress, RunResult } from "../../server/src/protocol/requests.ts";

/** The status bar item: what runs, how far it is, and what the last run gave. */
export class StatusItem implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem("rulehound.status", vscode.StatusBarAlignment.Left, 10);

  constructor() {
    this.#item.name = "Rulehound";
  }

  running(name: string): void {
    this.#item.text = "$(sync~spin) Rulehound";
    this.#item.tooltip = `Running ${name}. Select to cancel.`;
    this.#item.accessibilityInformation = { label: `Rulehound is running ${name}. Select to cancel.`, role: "button" };
    this.#item.command = "rulehound.cancelRun";
    this.#item.show();
  }

  progress({ bytes, total, events, rows }: RunProgress): void {
    const part = total === undefined || total === 0 ? "" : ` ${Math.floor((100 * bytes) / total)} %`;
    this.#item.text = `$(sync~spin) Rulehound${part} · ${events.toLocaleString("en")} events · ${rows.toLocaleString("en")} rows`;
  }

  done(result: RunResult): void {
    const icon = result.status === "done" ? (result.rows > 0 ? "$(check)" : "$(circle-slash)") : "$(error)";
    const rows = `${result.rows.toLocaleString("en")} ${result.rows === 1 ? "row" : "rows"}`;
    this.#item.text = result.status === "done" ? `${icon} Rulehound: ${rows}` : `${icon} Rulehound: not run`;
    this.#item.tooltip = `${result.name}: ${rows} from ${result.events.toLocaleString("en")} events. Select for the results.`;
    const said = result.status === "done" ? rows : "not run";
    this.#item.accessibilityInformation = { label: `Rulehound, ${result.name}: ${said}`, role: "button" };
    this.#item.command = "rulehound.showResults";
    this.#item.show();
  }

  idle(): void {
    this.#item.hide();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
