import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { IMPORT_REQUEST, type ImportParams, type ImportResult } from "../../../server/src/protocol/requests.ts";

/**
 * `Rulehound: Import Signature`: shows the Suricata, Snort or YARA rules of the selection, of an open file of rules, or else of the
 * clipboard as signature rules, in a new document.
 */
export async function importSignature(client: BaseLanguageClient): Promise<void> {
  const params: ImportParams = { text: await textToRead() };
  const { text, message } = await client.sendRequest<ImportResult>(IMPORT_REQUEST, params);
  if (message !== "") void vscode.window.showInformationMessage(message);
  if (text === undefined) return;
  const preview = await vscode.workspace.openTextDocument({ content: text, language: "yaml" });
  await vscode.window.showTextDocument(preview, { preview: true, viewColumn: vscode.ViewColumn.Beside });
}

async function textToRead(): Promise<string> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? "";
  if (selected.trim() !== "") return selected;
  const file = editor?.document;
  return file !== undefined && /\.(?:rules|yara?)$/i.test(file.uri.path)
    ? file.getText()
    : vscode.env.clipboard.readText();
}
