import * as lsp from "vscode-languageserver";
import type { Document } from "#analysis/document.ts";
import type { CompletionItem, CompletionKind, CompletionList } from "#ide/types.ts";
import type { ClientAbilities } from "../client-abilities.ts";
import { toMarkup } from "./markup.ts";
import { toPosition, toRange } from "./places.ts";

const COMPLETION_KINDS: Record<CompletionKind, lsp.CompletionItemKind> = {
  command: lsp.CompletionItemKind.Keyword,
  function: lsp.CompletionItemKind.Function,
  aggregation: lsp.CompletionItemKind.Function,
  option: lsp.CompletionItemKind.Property,
  keyword: lsp.CompletionItemKind.Keyword,
  field: lsp.CompletionItemKind.Field,
  value: lsp.CompletionItemKind.Value,
  "event-id": lsp.CompletionItemKind.Event,
  source: lsp.CompletionItemKind.Module,
  macro: lsp.CompletionItemKind.Snippet,
  lookup: lsp.CompletionItemKind.File,
  "data-model": lsp.CompletionItemKind.Struct,
  technique: lsp.CompletionItemKind.Reference,
  interface: lsp.CompletionItemKind.Interface,
  key: lsp.CompletionItemKind.Property,
  snippet: lsp.CompletionItemKind.Snippet,
};

function documentationOf(item: CompletionItem): string | undefined {
  return typeof item.documentation === "function" ? item.documentation() : item.documentation;
}

/** How a client takes completions. */
type CompletionAbilities = Pick<ClientAbilities, "replacesWords" | "sharesRanges" | "snippets">;

/**
 * A list of completions. Items carry an index for a later resolve request. What all items share, and what a client takes
 * for granted, is not said of each: very long lists are made, sent and read with every character.
 */
export function toCompletionList(
  document: Document,
  { span, wordEnd = span.end, items, incomplete }: CompletionList,
  { replacesWords, sharesRanges, snippets }: CompletionAbilities,
): lsp.CompletionList {
  const insert = toRange(document, span);
  const both = { insert, replace: { start: insert.start, end: toPosition(document, wordEnd) } };
  const placed = (label: string, newText: string): Partial<lsp.CompletionItem> => {
    if (sharesRanges) return newText === label ? {} : { textEditText: newText };
    return { textEdit: replacesWords ? { ...both, newText } : { range: insert, newText } };
  };
  return {
    isIncomplete: incomplete,
    ...(sharesRanges && { itemDefaults: { editRange: replacesWords ? both : insert } }),
    items: items.map((item, index) => ({
      label: item.label,
      kind: COMPLETION_KINDS[item.kind],
      ...(item.detail !== "" && { labelDetails: { description: item.detail } }),
      sortText: String(Math.round(item.rank)).padStart(6, "0"),
      ...(item.filter !== undefined && item.filter !== item.label && { filterText: item.filter }),
      ...(item.snippet === true && {
        insertTextFormat: snippets ? lsp.InsertTextFormat.Snippet : lsp.InsertTextFormat.PlainText,
      }),
      ...placed(item.label, item.snippet === true && !snippets ? withoutPlaces(item.insert) : item.insert),
      data: { index },
    })),
  };
}

/** The text of a snippet for a client without them: with the defaults of the places that are to be filled in. */
function withoutPlaces(snippet: string): string {
  return snippet.replace(
    /\\([$}\\])|\$\{\d+:([^}]*)\}|\$\{?\d+\}?/g,
    (_, escaped?: string, text?: string) => escaped ?? text ?? "",
  );
}

/** The documentation of an item, for the resolve request. */
export function toDocumentation(item: CompletionItem, showsMarkdown: boolean): lsp.MarkupContent | undefined {
  const value = documentationOf(item);
  return value === undefined ? undefined : toMarkup(value, showsMarkdown);
}
