import * as vscode from "vscode";
import type { RunResult } from "../../../server/src/protocol/requests.ts";
import { firstLineOf, samplePage } from "../samples/sample-view.ts";

/** Opens the first log with matches beside the rule, unless it is on the screen, and reveals its first match. */
export async function openLog(result: RunResult): Promise<void> {
  const log = result.logs.find(({ marks }) => marks.length > 0) ?? result.logs[0];
  if (log === undefined) return;
  const [first] = log.marks;
  const sample = vscode.Uri.parse(log.uri);
  const uri = log.rendered ? samplePage(sample, first?.range.start.line ?? 0) : sample;
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  try {
    const editor =
      visible ??
      (await vscode.window.showTextDocument(uri, {
        viewColumn: vscode.ViewColumn.Beside,
        preserveFocus: true,
        preview: true,
      }));
    if (first !== undefined) {
      const at = new vscode.Position(first.range.start.line - firstLineOf(uri), first.range.start.character);
      editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showWarningMessage(`The log ${uri.fsPath} cannot be shown as text: ${why}`);
  }
}
