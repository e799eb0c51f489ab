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
    this.#item.tooltip = vscode.l10n.t("Running {0}. Select to cancel.", name);
    this.#item.accessibilityInformation = {
      label: vscode.l10n.t("Rulehound is running {0}. Select to cancel.", name),
      role: "button",
    };
    this.#item.command = "rulehound.cancelRun";
    this.#item.show();
  }

  progress({ bytes, total, events, rows }: RunProgress): void {
    const [read, given] = [events.toLocaleString("en"), rows.toLocaleString("en")];
    const text =
      total === undefined || total === 0
        ? vscode.l10n.t("Rulehound · {0} events · {1} rows", read, given)
        : vscode.l10n.t("Rulehound {0} % · {1} events · {2} rows", Math.floor((100 * bytes) / total), read, given);
    this.#item.text = `$(sync~spin) ${text}`;
  }

  done(result: RunResult): void {
    const icon = result.status === "done" ? (result.rows > 0 ? "$(check)" : "$(circle-slash)") : "$(error)";
    const { text, tooltip, spoken } = outcomeOf(result);
    this.#item.text = `${icon} ${text}`;
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = { label: spoken, role: "button" };
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

/** What the item shows of a run that has ended, says when pointed at, and says to those who do not see it. */
function outcomeOf({ status, name, rows, events }: RunResult): Record<"text" | "tooltip" | "spoken", string> {
  const [given, read] = [rows.toLocaleString("en"), events.toLocaleString("en")];
  const one = rows === 1;
  const tooltip = one
    ? vscode.l10n.t("{0}: {1} row from {2} events. Select for the results.", name, given, read)
    : vscode.l10n.t("{0}: {1} rows from {2} events. Select for the results.", name, given, read);
  if (status !== "done") {
    const spoken = vscode.l10n.t("Rulehound, {0}: not run", name);
    return { text: vscode.l10n.t("Rulehound: not run"), tooltip, spoken };
  }
  return {
    text: one ? vscode.l10n.t("Rulehound: {0} row", given) : vscode.l10n.t("Rulehound: {0} rows", given),
    tooltip,
    spoken: one
      ? vscode.l10n.t("Rulehound, {0}: {1} row", name, given)
      : vscode.l10n.t("Rulehound, {0}: {1} rows", name, given),
  };
}
