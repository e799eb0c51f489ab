import type * as lsp from "vscode-languageserver";
import type { Document } from "#analysis/document.ts";
import { positionAt } from "#base/line-map.ts";
import type { Span } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";

export function toPosition(document: Document, offset: number): lsp.Position {
  const { line, column } = positionAt(document.lines(), offset);
  return { line, character: column };
}

export function toRange(document: Document, at: Span): lsp.Range {
  return { start: toPosition(document, at.start), end: toPosition(document, at.end) };
}

export function toTextEdits(document: Document, edits: readonly TextEdit[]): lsp.TextEdit[] {
  return edits.map(({ span, text }) => ({ range: toRange(document, span), newText: text }));
}
