import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  NEW_DETECTION_REQUEST,
  type NewDetectionParams,
  type NewDetectionResult,
} from "../../../server/src/protocol/requests.ts";

/**
 * `Rulehound: New Detection…`: asks for a name and a kind of file, and opens the file unsaved: beside the active file, or in the first
 * folder of the workspace, under a name that is not taken.
 */
export async function newDetection(client: BaseLanguageClient): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("New detection: what does it find?"),
    placeHolder: vscode.l10n.t("Process creation through WMI"),
    validateInput: (text) => (text.trim() === "" ? vscode.l10n.t("Give it a name.") : undefined),
  });
  if (name === undefined) return;
  const params: NewDetectionParams = { name, id: crypto.randomUUID(), date: today() };
  const { files } = await client.sendRequest<NewDetectionResult>(NEW_DETECTION_REQUEST, params);
  const items = files.map((file) => ({ label: file.label, description: file.file, detail: file.detail, file }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("New detection: which kind of file?"),
  });
  if (chosen === undefined) return;
  await vscode.window.showTextDocument(await unsaved(chosen.file));
}

async function unsaved({ file, language, text }: NewDetectionResult["files"][number]): Promise<vscode.TextDocument> {
  const place = await freePlace(file);
  if (place === undefined) return vscode.workspace.openTextDocument({ language, content: text });
  const document = await vscode.workspace.openTextDocument(place.with({ scheme: "untitled" }));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), text);
  await vscode.workspace.applyEdit(edit);
  return document;
}

/** Where the file can be saved; undefined without a folder. */
async function freePlace(file: string): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const folder =
    active?.scheme === "file" ? vscode.Uri.joinPath(active, "..") : vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder?.scheme !== "file") return undefined;
  const [, stem = file, ending = ""] = /^([^.]*)(.*)$/.exec(file) ?? [];
  for (let number = 1; number <= 100; number++) {
    const place = vscode.Uri.joinPath(folder, `${stem}${number === 1 ? "" : `-${number}`}${ending}`);
    const open = vscode.workspace.textDocuments.some(({ uri }) => uri.path === place.path);
    if (!open && !(await isThere(place))) return place;
  }
  return undefined;
}

async function isThere(place: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(place).then(
    () => true,
    () => false,
  );
}

/** The local day, YYYY-MM-DD. */
function today(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
