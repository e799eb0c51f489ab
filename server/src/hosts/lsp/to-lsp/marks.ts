import * as lsp from "vscode-languageserver";
import type { Document } from "#analysis/document.ts";
import type { InlayHint, Reference, SemanticToken, TokenType } from "#ide/types.ts";
import { toPosition, toRange } from "./places.ts";

const TOKEN_TYPES: readonly TokenType[] = [
  "keyword",
  "function",
  "property",
  "variable",
  "string",
  "number",
  "operator",
  "comment",
  "macro",
  "parameter",
  "regexp",
];

/** The names that the numbers of semantic tokens stand for. */
export const TOKENS_LEGEND: lsp.SemanticTokensLegend = {
  tokenTypes: [...TOKEN_TYPES],
  tokenModifiers: ["declaration"],
};

export function toSemanticTokens(document: Document, tokens: readonly SemanticToken[]): lsp.SemanticTokens {
  const data: number[] = [];
  let before: lsp.Position = { line: 0, character: 0 };
  for (const { span, type, declaration } of tokens) {
    const at = toPosition(document, span.start);
    const line = at.line - before.line;
    const character = line === 0 ? at.character - before.character : at.character;
    data.push(line, character, span.end - span.start, TOKEN_TYPES.indexOf(type), declaration === true ? 1 : 0);
    before = at;
  }
  return { data };
}

export function toHighlight(document: Document, { span, kind }: Reference): lsp.DocumentHighlight {
  const kinds = { read: lsp.DocumentHighlightKind.Read, write: lsp.DocumentHighlightKind.Write };
  return { range: toRange(document, span), kind: kinds[kind] };
}

export function toInlayHint(document: Document, { offset, label, tooltip }: InlayHint): lsp.InlayHint {
  // A name stands apart from the text; parentheses belong to it.
  return { position: toPosition(document, offset), label, tooltip, paddingLeft: /^[\w=]/.test(label) };
}
