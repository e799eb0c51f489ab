import * as lsp from "vscode-languageserver";
import type { Document } from "#analysis/document.ts";
import type { Span } from "#base/span.ts";
import type { DocumentSymbol, Fold } from "#ide/types.ts";
import { toRange } from "./places.ts";

const SYMBOL_KINDS: Record<DocumentSymbol["kind"], lsp.SymbolKind> = {
  rule: lsp.SymbolKind.Module,
  analytic: lsp.SymbolKind.Function,
  stage: lsp.SymbolKind.Operator,
  subsearch: lsp.SymbolKind.Object,
  test: lsp.SymbolKind.Method,
};

export function toSymbol(document: Document, symbol: DocumentSymbol): lsp.DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: SYMBOL_KINDS[symbol.kind],
    range: toRange(document, symbol.span),
    selectionRange: toRange(document, symbol.selection),
    children: symbol.children.map((child) => toSymbol(document, child)),
  };
}

/** A symbol and those in it as a list, for a client that shows no tree: each names what it stands in. */
export function toFlatSymbols(document: Document, symbol: DocumentSymbol, within?: string): lsp.SymbolInformation[] {
  const { name, kind, span, children } = symbol;
  return [
    {
      name,
      kind: SYMBOL_KINDS[kind],
      location: { uri: document.uri, range: toRange(document, span) },
      ...(within === undefined ? {} : { containerName: within }),
    },
    ...children.flatMap((child) => toFlatSymbols(document, child, name)),
  ];
}

export function toFold({ startLine, endLine, kind }: Fold): lsp.FoldingRange {
  return { startLine, endLine, ...(kind === "comment" ? { kind: lsp.FoldingRangeKind.Comment } : {}) };
}

/** The spans of a growing selection, smallest first, as a chain; the place itself where there are none. */
export function toSelection(document: Document, offset: number, spans: readonly Span[]): lsp.SelectionRange {
  let parent: lsp.SelectionRange | undefined;
  for (const span of spans.toReversed())
    parent = { range: toRange(document, span), ...(parent === undefined ? {} : { parent }) };
  return parent ?? { range: toRange(document, { start: offset, end: offset }) };
}
