import * as lsp from "vscode-languageserver";
import type { Document } from "#analysis/document.ts";
import { positionAt } from "#base/line-map.ts";
import type { Span } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import { allChecks } from "#checks/all-checks.ts";
import type { Diagnostic, Severity } from "#checks/diagnostic.ts";
import { checkPageUrl } from "#ide/render/check.ts";
import type {
  CodeFix,
  CompletionItem,
  CompletionKind,
  CompletionList,
  DocumentSymbol,
  Fold,
  Hover,
  InlayHint,
  Lens,
  Reference,
  SemanticToken,
  SignatureHelp,
  TokenType,
} from "#ide/types.ts";
import type { ClientAbilities } from "./client-abilities.ts";
import type { ShownLenses } from "./shown-kinds.ts";

const EXPLAINED: ReadonlySet<string> = new Set(allChecks.map(({ id }) => id));

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

const SEVERITIES: Record<Severity, lsp.DiagnosticSeverity> = {
  error: lsp.DiagnosticSeverity.Error,
  warning: lsp.DiagnosticSeverity.Warning,
  information: lsp.DiagnosticSeverity.Information,
  hint: lsp.DiagnosticSeverity.Hint,
};

/** How many findings of a file are sent; a file with more is no rule that anybody reads finding by finding. */
const MOST_DIAGNOSTICS = 1000;
const RANKS = { error: 0, warning: 1, information: 2, hint: 3 } as const;

/** The findings of a document: when there are very many, the gravest, and one that tells how many are left out. */
export function toDiagnostics(document: Document, all: readonly Diagnostic[]): lsp.Diagnostic[] {
  if (all.length <= MOST_DIAGNOSTICS) return all.map((one) => toDiagnostic(document, one));
  const gravest = [...all].sort((a, b) => RANKS[a.severity] - RANKS[b.severity]).slice(0, MOST_DIAGNOSTICS);
  const left = all.length - gravest.length;
  return [
    {
      range: toRange(document, { start: 0, end: 0 }),
      severity: lsp.DiagnosticSeverity.Information,
      source: "rulehound",
      message: `${left.toLocaleString("en")} more findings of this file are not shown; rulehound check lists all.`,
    },
    ...gravest.map((one) => toDiagnostic(document, one)),
  ];
}

/** Facts with a place become related information; facts of the catalog are told in the message. */
export function toDiagnostic(document: Document, diagnostic: Diagnostic): lsp.Diagnostic {
  const placed = diagnostic.facts.flatMap(({ message, span }) =>
    span === undefined ? [] : [{ location: { uri: document.uri, range: toRange(document, span) }, message }],
  );
  const told = diagnostic.facts.filter(({ span }) => span === undefined).map(({ message }) => `• ${message}`);
  return {
    range: toRange(document, diagnostic.span),
    severity: SEVERITIES[diagnostic.severity],
    code: diagnostic.code,
    ...(EXPLAINED.has(diagnostic.code) ? { codeDescription: { href: checkPageUrl(diagnostic.code) } } : {}),
    source: "rulehound",
    message: [diagnostic.message, ...told].join("\n"),
    ...(placed.length > 0 ? { relatedInformation: placed } : {}),
    ...(diagnostic.unnecessary === true ? { tags: [lsp.DiagnosticTag.Unnecessary] } : {}),
    data: { grade: diagnostic.grade, analytic: diagnostic.analytic },
  };
}

export function toHover(document: Document, hover: Hover): lsp.Hover {
  return { range: toRange(document, hover.span), contents: { kind: lsp.MarkupKind.Markdown, value: hover.contents } };
}

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
      labelDetails: { description: item.detail },
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

/** The documentation of an item as Markdown, for the resolve request. */
export function toDocumentation(item: CompletionItem): lsp.MarkupContent | undefined {
  const value = documentationOf(item);
  return value === undefined ? undefined : { kind: lsp.MarkupKind.Markdown, value };
}

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

export function toSignatureHelp({ label, documentation, parameters, active }: SignatureHelp): lsp.SignatureHelp {
  const signature: lsp.SignatureInformation = {
    label,
    documentation: { kind: lsp.MarkupKind.Markdown, value: documentation },
    parameters: parameters.map((one) => ({ label: [one.start, one.end], documentation: one.documentation })),
  };
  return { signatures: [signature], activeSignature: 0, activeParameter: active };
}

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
