import * as vscode from "vscode";
import type { Highlighter } from "../highlight/decorate.ts";

/** `Rulehound: Next Match`: moves the cursor to the next matched event of the log, from the end on to its start. */
export function nextMatch(highlighter: Highlighter): void {
  step(highlighter, 1);
}

/** `Rulehound: Previous Match`. */
export function previousMatch(highlighter: Highlighter): void {
  step(highlighter, -1);
}

function step(highlighter: Highlighter, direction: 1 | -1): void {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const starts = highlighter
    .painted(editor.document.uri)
    .filter((mark) => mark.kind === "event")
    .map((mark) => mark.range.start)
    .sort((a, b) => a.compareTo(b));
  if (starts.length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("No match is highlighted in this document."), 3000);
    return;
  }
  const at = editor.selection.active;
  const next =
    direction > 0
      ? (starts.find((start) => start.line > at.line) ?? starts[0])
      : (starts.findLast((start) => start.line < at.line) ?? starts.at(-1));
  if (next === undefined) return;
  editor.selection = new vscode.Selection(next, next);
  editor.revealRange(new vscode.Range(next, next), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
