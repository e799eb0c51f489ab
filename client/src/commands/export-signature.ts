import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { EXPORT_REQUEST, type ExportParams, type ExportResult } from "../../../server/src/protocol/requests.ts";

const targets = (): readonly (vscode.QuickPickItem & { readonly target: ExportParams["target"] })[] => [
  { label: "Suricata", description: vscode.l10n.t("rules with dcerpc.iface, contents and pcre"), target: "suricata" },
  { label: "YARA", description: vscode.l10n.t("a rule with hexadecimal and text strings"), target: "yara" },
  { label: "Wireshark", description: vscode.l10n.t("a display filter"), target: "wireshark" },
];

/** `Rulehound: Export Signature…`: shows the file's signature rules in another language, with what is lost, as a new document. */
export async function exportSignature(client: BaseLanguageClient): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) return;
  const chosen = await vscode.window.showQuickPick(targets(), {
    title: vscode.l10n.t("Export the signature rule to which language?"),
  });
  if (chosen === undefined) return;
  const params: ExportParams = { uri: document.uri.toString(), target: chosen.target };
  const { text, message } = await client.sendRequest<ExportResult>(EXPORT_REQUEST, params);
  if (message !== "") void vscode.window.showWarningMessage(message);
  if (text === undefined) return;
  const language =
    chosen.target === "yara" && (await vscode.languages.getLanguages()).includes("yara") ? "yara" : "plaintext";
  const preview = await vscode.workspace.openTextDocument({ content: text, language });
  await vscode.window.showTextDocument(preview, { preview: true, viewColumn: vscode.ViewColumn.Beside });
}
