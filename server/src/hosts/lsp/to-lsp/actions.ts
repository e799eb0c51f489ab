import * as lsp from "vscode-languageserver";
import type { Document } from "#analysis/document.ts";
import type { CodeFix, Lens } from "#ide/types.ts";
import type { ShownLenses } from "../shown-kinds.ts";
import { toRange, toTextEdits } from "./places.ts";

export function toCodeAction(document: Document, fix: CodeFix, diagnostics: readonly lsp.Diagnostic[]): lsp.CodeAction {
  const range = toRange(document, fix.span);
  const same = (one: lsp.Diagnostic): boolean =>
    one.code === fix.code &&
    one.range.start.line === range.start.line &&
    one.range.start.character === range.start.character;
  const answered = diagnostics.filter(same);
  const kinds = {
    quickfix: lsp.CodeActionKind.QuickFix,
    refactor: lsp.CodeActionKind.RefactorRewrite,
    "fix-all": `${lsp.CodeActionKind.SourceFixAll}.rulehound`,
  };
  return {
    title: fix.title,
    kind: kinds[fix.kind],
    ...(answered.length > 0 ? { diagnostics: answered } : {}),
    ...(fix.preferred ? { isPreferred: true } : {}),
    edit: { changes: { [document.uri]: toTextEdits(document, fix.edits) } },
  };
}

/** The lens above an analytic: runs it. `last` says what its last run gave, while that is still true. */
export function toLenses(document: Document, lens: Lens, last: string | undefined, shown: ShownLenses): lsp.CodeLens[] {
  const range = toRange(document, { start: lens.span.start, end: lens.span.start });
  const args = [document.uri, lens.analytic];
  const one = (show: boolean, title: string, command: string, given: readonly string[]): lsp.CodeLens[] =>
    show ? [{ range, command: { title, command: `rulehound.${command}`, arguments: [...given] } }] : [];
  return [
    ...one(shown.run, "▶ Run on sample", "runOnSample", args),
    ...(last === undefined ? [] : one(shown.lastRun, last, "showResults", [])),
    ...one(shown.findSequence && lens.pairs, "find sequence", "findSequence", args),
    ...one(shown.chooseSample, "choose sample…", "chooseSample", args),
  ];
}
