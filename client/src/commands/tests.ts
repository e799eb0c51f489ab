import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  ACCEPT_BASELINE_REQUEST,
  ADD_TEST_REQUEST,
  type AddTestParams,
  type ProtocolEdits,
  type RunTestParams,
} from "../../../server/src/protocol/requests.ts";
import type { RunSession } from "../run/session.ts";
import type { RuleTests } from "../run/testing.ts";
import { asking, questionOf } from "./why-not.ts";

/** `Rulehound: Accept as New Baseline`: writes what a test gave into its `expect:`. */
export async function acceptBaseline(
  client: BaseLanguageClient,
  tests: RuleTests,
  item: vscode.TestItem,
): Promise<void> {
  const bound = tests.bound(item);
  if (bound === undefined) return;
  const params: RunTestParams = { uri: bound.uri.toString(), index: bound.index };
  const edits = await asking(() => client.sendRequest<ProtocolEdits>(ACCEPT_BASELINE_REQUEST, params));
  if (edits !== undefined) await apply(edits);
}

/** `Rulehound: Add Event to Tests`: the event under the cursor must, or must not, match the analytic that ran last. */
export async function addEventToTests(
  client: BaseLanguageClient,
  session: RunSession,
  matches: boolean,
): Promise<void> {
  const last = await questionOf(session);
  const editor = vscode.window.activeTextEditor;
  if (last === undefined || editor === undefined) return;
  const event = editor.document.lineAt(editor.selection.active.line).text;
  const params: AddTestParams = { uri: last.uri, analytic: last.analytic, event, matches };
  const edits = await asking(() => client.sendRequest<ProtocolEdits>(ADD_TEST_REQUEST, params));
  if (edits !== undefined) await apply(edits);
}

async function apply({ uri, version, edits, message }: ProtocolEdits): Promise<void> {
  if (message !== "") void vscode.window.showInformationMessage(vscode.l10n.t("Rulehound: {0}", message));
  if (edits.length === 0) {
    if (message === "")
      void vscode.window.showInformationMessage(vscode.l10n.t("Rulehound: nothing is to be changed; the test holds."));
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  if (version !== 0 && document.version !== version) {
    void vscode.window.showInformationMessage(vscode.l10n.t("The rule has changed meanwhile. Try again."));
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) {
    const at = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
    edit.replace(document.uri, at, newText);
  }
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document, { preserveFocus: true, viewColumn: vscode.ViewColumn.Beside });
}
