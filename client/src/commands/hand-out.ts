import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { REPORT_REQUEST, type ReportParams, type ReportResult } from "../../../server/src/protocol/requests.ts";
import type { ResultsView } from "../run/results-view.ts";
import type { RunSession } from "../run/session.ts";
import { asking, questionOf } from "./why-not.ts";

type Format = ReportParams["format"];

const formats = (): readonly (vscode.QuickPickItem & { readonly format: Exclude<Format, "html"> })[] => [
  { label: vscode.l10n.t("JSON lines"), description: vscode.l10n.t("an object a row"), format: "jsonl" },
  { label: "CSV", description: vscode.l10n.t("for spreadsheets"), format: "csv" },
  { label: "Markdown", description: vscode.l10n.t("a table for a page or a ticket"), format: "markdown" },
];

/** `Rulehound: Copy Results…`: puts the rows of the last run into the clipboard. `format`: without asking which. */
export async function copyResults(
  client: BaseLanguageClient,
  session: RunSession,
  results: ResultsView,
  format?: Format,
): Promise<void> {
  const last = await questionOf(session);
  if (last === undefined) return;
  results.showAgain(); // What is handed on is what is shown.
  const wanted =
    format ??
    (await vscode.window.showQuickPick(formats(), { title: vscode.l10n.t("Copy the rows of the last run as what?") }))
      ?.format;
  if (wanted === undefined) return;
  const text = await reportText(client, { uri: last.uri, analytic: last.analytic, format: wanted });
  if (text === undefined) return;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t("The rows are in the clipboard."), 3000);
}

/** `Rulehound: Save Report…`: writes a page about the last run that needs neither network nor scripts. `to`: without asking where. */
export async function saveReport(
  client: BaseLanguageClient,
  session: RunSession,
  results: ResultsView,
  to?: vscode.Uri,
): Promise<void> {
  const last = await questionOf(session);
  if (last === undefined) return;
  results.showAgain();
  const text = await reportText(client, { uri: last.uri, analytic: last.analytic, format: "html" });
  if (text === undefined) return;
  const rule = vscode.Uri.parse(last.uri);
  const file =
    to ??
    (await vscode.window.showSaveDialog({
      title: vscode.l10n.t("Save the report as"),
      filters: { HTML: ["html"] },
      ...(rule.scheme === "file"
        ? { defaultUri: rule.with({ path: `${rule.path.replace(/\.[^./]+$/, "")}.html` }) }
        : {}),
    }));
  if (file === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t("The report cannot be written to {0}: {1}", file.fsPath, why));
    return;
  }
  if (to !== undefined) return;
  const open = await vscode.window.showInformationMessage(
    vscode.l10n.t("The report is saved in {0}.", file.fsPath),
    vscode.l10n.t("Open"),
  );
  if (open !== undefined) await vscode.env.openExternal(file);
}

async function reportText(client: BaseLanguageClient, params: ReportParams): Promise<string | undefined> {
  const given = await asking(() => client.sendRequest<ReportResult>(REPORT_REQUEST, params));
  if (given !== undefined && given.message !== "")
    void vscode.window.showInformationMessage(vscode.l10n.t("Rulehound: {0}", given.message));
  return given?.text;
}
