import * as vscode from "vscode";
import type { ProtocolMark, RunResult } from "../../../server/src/protocol/requests.ts";
import { firstLineOf, samplePage } from "../samples/sample-view.ts";

/** Opens the first log with matches beside the rule, unless it is on the screen, and reveals its first match. */
export async function openLog(result: RunResult): Promise<void> {
  const log = result.logs.find(({ marks }) => marks.length > 0) ?? result.logs[0];
  if (log === undefined) return;
  const first = firstMatch(result, log);
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
      const { start, end } = first.range;
      const line = start.line - firstLineOf(uri);
      const width = end.line === start.line ? end.character - start.character : 0;
      const shown = new vscode.Range(
        line,
        start.character,
        line,
        start.character + (first.kind === "event" ? 0 : width),
      );
      editor.revealRange(shown, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showWarningMessage(vscode.l10n.t("The log {0} cannot be shown as text: {1}", uri.fsPath, why));
  }
}

/** The most telling text of the first marked event: that of the clause that held least often. Long events hide it otherwise. */
function firstMatch({ clauses }: RunResult, { marks }: RunResult["logs"][number]): ProtocolMark | undefined {
  const event = marks.find(({ kind }) => kind === "event");
  if (event === undefined) return marks[0];
  const { start, end } = event.range;
  const hits = ({ clause }: ProtocolMark): number => clauses[clause ?? -1]?.hits ?? Number.POSITIVE_INFINITY;
  const inside = marks.filter(
    ({ kind, range }) => kind === "clause" && range.start.line >= start.line && range.end.line <= end.line,
  );
  return inside.reduce<ProtocolMark>((best, mark) => (hits(mark) < hits(best) ? mark : best), event);
}
