import type * as lsp from "vscode-languageserver";
import type { Document } from "#analysis/document.ts";
import type { Hover, SignatureHelp } from "#ide/types.ts";
import { toMarkup } from "./markup.ts";
import { toRange } from "./places.ts";

export function toHover(document: Document, hover: Hover, showsMarkdown: boolean): lsp.Hover {
  return { range: toRange(document, hover.span), contents: toMarkup(hover.contents, showsMarkdown) };
}

export function toSignatureHelp(
  { label, documentation, parameters, active }: SignatureHelp,
  showsMarkdown: boolean,
): lsp.SignatureHelp {
  const signature: lsp.SignatureInformation = {
    label,
    documentation: toMarkup(documentation, showsMarkdown),
    parameters: parameters.map((one) => ({ label: [one.start, one.end], documentation: one.documentation })),
  };
  return { signatures: [signature], activeSignature: 0, activeParameter: active };
}
