import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  CAPTURE_ELEMENT_REQUEST,
  CAPTURE_PLACE_REQUEST,
  type CaptureElementParams,
  type CaptureElementResult,
  type CapturePlaceParams,
  type CapturePlaceResult,
  type ProtocolEdits,
} from "../../../server/src/protocol/requests.ts";
import { CAPTURE_SCHEME, captureFile, captureUri, viewParams } from "../samples/capture-uri.ts";
import type { CaptureView } from "../samples/capture-view.ts";
import { firstLineOf, SAMPLE_SCHEME } from "../samples/sample-view.ts";
import { asking } from "./why-not.ts";

/** `Rulehound: Open Capture (Timeline)`: the events of a network capture, one a line; the bytes of a hexadecimal dump. */
export async function openCapture(uri: vscode.Uri | undefined): Promise<void> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const isShown = active?.scheme === SAMPLE_SCHEME || active?.scheme === CAPTURE_SCHEME || isDump(active);
  const shown = isShown ? active : undefined;
  const chosen =
    uri ?? shown ?? (await vscode.window.showOpenDialog({ title: vscode.l10n.t("Open which capture?") }))?.[0];
  if (chosen !== undefined) await vscode.window.showTextDocument(captureUri(chosen, "timeline"));
}

/** Whether a file is a hexadecimal dump by its name. */
function isDump(file: vscode.Uri | undefined): boolean {
  return file !== undefined && /\.(?:hex|hexdump|xxd)$/i.test(file.path);
}

/** `Rulehound: Open Bytes of This Event`: the bytes of the connection, at those of the event under the cursor. */
export async function openEventBytes(client: BaseLanguageClient, view: CaptureView): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const document = editor?.document.uri;
  const firstEvent =
    document?.scheme === SAMPLE_SCHEME ? firstLineOf(document) : document && view.shown(document)?.firstEvent;
  if (editor === undefined || document === undefined || firstEvent === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Put the cursor on an event of a capture's timeline or sample text."),
    );
    return;
  }
  const params: CapturePlaceParams = {
    uri: captureFile(document).toString(),
    event: firstEvent + editor.selection.active.line,
  };
  const place = await asking(() => client.sendRequest<CapturePlaceResult>(CAPTURE_PLACE_REQUEST, params));
  if (place === undefined) return;
  const at = new vscode.Range(place.line, 0, place.line, 0);
  const opened = await vscode.window.showTextDocument(captureUri(document, place.view), { selection: at });
  opened.revealRange(at, vscode.TextEditorRevealType.AtTop);
}

/** `Rulehound: Make Signature from Selection`: an element that finds the selected bytes, on the clipboard and for the rule beside. */
export async function makeSignature(client: BaseLanguageClient): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.scheme !== CAPTURE_SCHEME) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Select bytes of a capture first."));
    return;
  }
  const rule = vscode.window.visibleTextEditors.find(({ document }) => /^\s*signatures:/m.test(document.getText()));
  const { start, end } = editor.selection;
  const params: CaptureElementParams = {
    ...viewParams(editor.document.uri),
    range: { start, end },
    ...(rule === undefined ? {} : { rule: rule.document.uri.toString() }),
  };
  const made = await asking(() => client.sendRequest<CaptureElementResult>(CAPTURE_ELEMENT_REQUEST, params));
  if (made === undefined) return;
  if (made.text === undefined) {
    void vscode.window.showInformationMessage(made.message);
    return;
  }
  await vscode.env.clipboard.writeText(made.text);
  void offer(made.text, made.edit);
}

async function offer(text: string, edit: ProtocolEdits | undefined): Promise<void> {
  const copied = vscode.l10n.t("On the clipboard: {0}", text.length > 80 ? `${text.slice(0, 79)}…` : text);
  if (edit === undefined) {
    void vscode.window.showInformationMessage(copied);
    return;
  }
  const uri = vscode.Uri.parse(edit.uri);
  const put = vscode.l10n.t("Put into {0}", vscode.workspace.asRelativePath(uri));
  if ((await vscode.window.showInformationMessage(copied, put)) !== put) return;
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.version !== edit.version) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The rule has changed meanwhile. Make the signature again."),
    );
    return;
  }
  const change = new vscode.WorkspaceEdit();
  for (const { range, newText } of edit.edits) {
    const at = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
    change.replace(uri, at, newText);
  }
  if (await vscode.workspace.applyEdit(change)) vscode.window.setStatusBarMessage(edit.message, 5000);
}
