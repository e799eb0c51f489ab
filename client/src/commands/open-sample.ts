import * as vscode from "vscode";
import { samplePage } from "../samples/sample-view.ts";

/** `Rulehound: Open as Sample Text`: shows a log that is no text (EVTX, a capture, a packed file) one event a line, read-only. */
export async function openSampleText(uri: vscode.Uri | undefined): Promise<void> {
  const chosen =
    uri ?? (await vscode.window.showOpenDialog({ title: vscode.l10n.t("Open which log?"), canSelectMany: false }))?.[0];
  if (chosen !== undefined) await vscode.window.showTextDocument(samplePage(chosen, 0));
}
