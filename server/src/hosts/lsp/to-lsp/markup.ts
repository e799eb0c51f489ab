import * as lsp from "vscode-languageserver";
import { plainText } from "#ide/render/plain-text.ts";

/** Markdown as a client shows it. */
export function toMarkup(markdown: string, showsMarkdown: boolean): lsp.MarkupContent {
  if (showsMarkdown) return { kind: lsp.MarkupKind.Markdown, value: markdown };
  return { kind: lsp.MarkupKind.PlainText, value: plainText(markdown) };
}
