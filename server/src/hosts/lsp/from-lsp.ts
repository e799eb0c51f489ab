import type * as lsp from "vscode-languageserver";
import type { Document } from "#analysis/document.ts";
import { offsetAt } from "#base/line-map.ts";
import type { Span } from "#base/span.ts";

/** A position of LSP as an offset. */
export function fromPosition(document: Document, position: lsp.Position): number {
  return offsetAt(document.lines(), { line: position.line, column: position.character });
}

/** A range of LSP as a span. */
export function fromRange(document: Document, range: lsp.Range): Span {
  return { start: fromPosition(document, range.start), end: fromPosition(document, range.end) };
}
