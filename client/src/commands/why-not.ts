import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  NEAR_MISSES_REQUEST,
  type NearMissesResult,
  type QuestionParams,
  WHY_NOT_REQUEST,
  type WhyNotParams,
  type WhyNotResult,
} from "../../../server/src/protocol/requests.ts";
import type { RunSession } from "../run/session.ts";
import type { WhyNotItem, WhyNotView } from "../run/why-not-view.ts";
import { firstLineOf, SAMPLE_SCHEME } from "../samples/sample-view.ts";

/** `Rulehound: Why Is This Event No Match?`: asks about the event under the cursor and the analytic that ran last. */
export async function whyNot(client: BaseLanguageClient, session: RunSession, view: WhyNotView): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const params = await questionOf(session);
  if (params === undefined) return;
  const document = editor?.document.uri;
  const sample = (
    document?.scheme === SAMPLE_SCHEME ? document.with({ scheme: "file", query: "" }) : document
  )?.toString();
  if (editor === undefined || sample === undefined || sample === params.uri) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Put the cursor on an event of the log that the last run read, then ask again."),
    );
    return;
  }
  const line = editor.selection.active.line + firstLineOf(editor.document.uri);
  const result = await asking(() =>
    client.sendRequest<WhyNotResult>(WHY_NOT_REQUEST, { ...params, sample, line } satisfies WhyNotParams),
  );
  if (result === undefined) return;
  if (result.status === "no-event" || result.status === "refused") {
    void vscode.window.showWarningMessage(vscode.l10n.t("{0}: {1}", result.name, result.message));
    return;
  }
  await view.showWhyNot(result);
}

/** `Rulehound: Show Near Misses`: what keeps the events out that nearly matched the analytic that ran last. */
export async function showNearMisses(client: BaseLanguageClient, session: RunSession, view: WhyNotView): Promise<void> {
  const params = await questionOf(session);
  if (params === undefined) return;
  const result = await asking(() => client.sendRequest<NearMissesResult>(NEAR_MISSES_REQUEST, params));
  if (result === undefined) return;
  if (result.status === "refused")
    void vscode.window.showWarningMessage(vscode.l10n.t("{0}: {1}", result.name, result.message));
  else await view.showNearMisses(vscode.Uri.parse(params.uri), result);
}

/** `Rulehound: Apply Repair`: the change that lets the event pass the clause, if the rule is still the one that was asked about. */
export async function applyRepair(item: WhyNotItem): Promise<void> {
  if (item.repair === undefined) return;
  const { uri, version, repair } = item.repair;
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.version !== version) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The rule has changed since the question. Ask again, then apply the repair."),
    );
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of repair.edits) {
    const at = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
    edit.replace(uri, at, newText);
  }
  await vscode.workspace.applyEdit(edit);
}

/** What the last run was about, with its rule open; undefined, with a word to the user, when there was none or the rule is gone. */
export async function questionOf(session: RunSession): Promise<QuestionParams | undefined> {
  const { last } = session;
  if (last === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Run an analytic on a sample first."));
    return undefined;
  }
  // The server knows open rules only, and this one may have been closed since.
  return asking(async () => {
    await vscode.workspace.openTextDocument(vscode.Uri.parse(last.uri));
    return last;
  });
}

/** Shows that an answer is under way, and says why there is none. */
export async function asking<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Rulehound: asking") },
      ask,
    );
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t("Rulehound: {0}", error instanceof Error ? error.message : String(error)),
    );
    return undefined;
  }
}
