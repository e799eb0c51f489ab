import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  STAGE_ROWS_REQUEST,
  type StageRowsParams,
  type StageRowsResult,
} from "../../../server/src/protocol/requests.ts";
import { rowsPage } from "../run/rows-page.ts";
import type { RunSession } from "../run/session.ts";
import { eventPlace } from "../samples/sample-view.ts";
import { asking, questionOf } from "./why-not.ts";

/**
 * `Rulehound: Show Rows at This Stage` and `Show Rows That This Stage Drops`: the rows behind the stage under the cursor, or those that it did
 * not let through, as a table beside the rule.
 */
export async function showStageRows(
  client: BaseLanguageClient,
  session: RunSession,
  side: StageRowsParams["side"],
): Promise<void> {
  const params = await questionOf(session);
  if (params === undefined) return;
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.toString() !== params.uri) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Put the cursor on a stage of the analytic that ran last, then ask again."),
    );
    return;
  }
  const position = editor.selection.active;
  const result = await asking(() =>
    client.sendRequest<StageRowsResult>(STAGE_ROWS_REQUEST, {
      ...params,
      position: { line: position.line, character: position.character },
      side,
    } satisfies StageRowsParams),
  );
  if (result === undefined) return;
  if (result.status === "refused") {
    void vscode.window.showWarningMessage(vscode.l10n.t("{0}: {1}", result.name, result.message));
    return;
  }
  showRows(result, side);
}

function showRows(result: StageRowsResult, side: StageRowsParams["side"]): void {
  const stage = result.stage.slice(0, 40);
  const panel = vscode.window.createWebviewPanel(
    "rulehound.rows",
    side === "out" ? vscode.l10n.t("Rows: {0}", stage) : vscode.l10n.t("Dropped rows: {0}", stage),
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, localResourceRoots: [] },
  );
  panel.webview.html = rowsPage(result, side);
  panel.webview.onDidReceiveMessage((message: unknown) => void reveal(message, result));
}

/** A click on a row leads to the first event behind it; the page sends the row's number and nothing else. */
async function reveal(message: unknown, { events }: StageRowsResult): Promise<void> {
  if (typeof message !== "object" || message === null || !("row" in message) || typeof message.row !== "number") return;
  const event = events[message.row];
  if (event === null || event === undefined) return;
  const { uri, range } = eventPlace(event);
  await vscode.commands.executeCommand("vscode.open", uri, {
    selection: range,
    viewColumn: vscode.ViewColumn.One,
  });
}
