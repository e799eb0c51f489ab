import {
  CodeActionKind,
  type Connection,
  type CompletionItem as LspCompletionItem,
  SignatureHelpTriggerKind,
} from "vscode-languageserver";
import { codeFixes, fixAll } from "#ide/code-fixes.ts";
import { complete } from "#ide/completion/complete.ts";
import { folds } from "#ide/folding.ts";
import { format } from "#ide/format.ts";
import { hover } from "#ide/hover/hover.ts";
import { lenses } from "#ide/lenses.ts";
import { selections } from "#ide/selection.ts";
import { semanticTokens } from "#ide/semantic-tokens.ts";
import { convertUuid } from "#ide/signature/convert-uuid.ts";
import { signatureHelp } from "#ide/signature-help.ts";
import { symbols } from "#ide/symbols.ts";
import type { CompletionItem, CompletionList } from "#ide/types.ts";
import type { RunResult } from "#protocol/requests.ts";
import { fromPosition, fromRange } from "./from-lsp.ts";
import type { Session } from "./session.ts";
import { toCodeAction, toLenses } from "./to-lsp/actions.ts";
import { toCompletionList, toDocumentation } from "./to-lsp/completions.ts";
import { toHover, toSignatureHelp } from "./to-lsp/help.ts";
import { toSemanticTokens } from "./to-lsp/marks.ts";
import { toFlatSymbols, toFold, toSelection, toSymbol } from "./to-lsp/outline.ts";
import { toTextEdits } from "./to-lsp/places.ts";

/** Binds each LSP method to its feature. */
export function serveFeatures(connection: Connection, session: Session): void {
  let offered: readonly CompletionItem[] = [];

  connection.onHover(({ textDocument: { uri }, position }) => {
    const analysis = session.analysis(uri);
    if (analysis === undefined) return null;
    const found = hover(analysis, fromPosition(analysis.document, position), (analytic, field) =>
      session.example(uri, analytic, field),
    );
    return found === undefined ? null : toHover(analysis.document, found, session.abilities.markdown.hovers);
  });

  connection.onCompletion(({ textDocument: { uri }, position }) => {
    const analysis = session.analysis(uri);
    const list: CompletionList | undefined =
      analysis === undefined
        ? undefined
        : complete(analysis, fromPosition(analysis.document, position), (analytic) =>
            session.sampleValues(uri, analytic),
          );
    if (analysis === undefined || list === undefined) return null;
    offered = list.items;
    return toCompletionList(analysis.document, list, session.abilities);
  });

  connection.onCompletionResolve((item: LspCompletionItem) => {
    const { index } = (item.data ?? {}) as { index?: number };
    const source = index === undefined ? undefined : offered[index];
    const documentation =
      source === undefined || source.label !== item.label
        ? undefined
        : toDocumentation(source, session.abilities.markdown.completions);
    return documentation === undefined ? item : { ...item, documentation };
  });

  connection.onCodeAction(({ textDocument: { uri }, range, context }) => {
    const document = session.document(uri);
    if (document === undefined) return [];
    const all = session.diagnostics(uri);
    const wanted = (kind: string): boolean =>
      context.only === undefined || context.only.some((only) => kind.startsWith(only));
    const fixes = wanted(CodeActionKind.QuickFix) ? codeFixes(all, fromRange(document, range)) : [];
    const everything = wanted(`${CodeActionKind.SourceFixAll}.rulehound`) ? fixAll(all) : undefined;
    const analysis = wanted(CodeActionKind.RefactorRewrite) ? session.analysis(uri) : undefined;
    const conversions = analysis === undefined ? [] : convertUuid(analysis, fromRange(document, range));
    return [...fixes, ...conversions, ...(everything === undefined ? [] : [everything])].map((fix) =>
      toCodeAction(document, fix, context.diagnostics),
    );
  });

  connection.onDocumentSymbol(({ textDocument: { uri } }) => {
    const analysis = session.analysis(uri);
    if (analysis === undefined) return [];
    const { document } = analysis;
    const { nestsSymbols } = session.abilities;
    if (nestsSymbols) return symbols(analysis).map((symbol) => toSymbol(document, symbol));
    return symbols(analysis).flatMap((symbol) => toFlatSymbols(document, symbol));
  });

  connection.onDocumentFormatting(({ textDocument: { uri }, options }) => {
    const analysis = session.analysis(uri);
    return analysis === undefined ? [] : toTextEdits(analysis.document, format(analysis, { indent: options.tabSize }));
  });

  connection.onDocumentRangeFormatting(({ textDocument: { uri }, options, range }) => {
    const analysis = session.analysis(uri);
    if (analysis === undefined) return [];
    const within = fromRange(analysis.document, range);
    return toTextEdits(analysis.document, format(analysis, { indent: options.tabSize, range: within }));
  });

  connection.onFoldingRanges(({ textDocument: { uri } }) => {
    const analysis = session.analysis(uri);
    return analysis === undefined ? null : (folds(analysis)?.map(toFold) ?? null);
  });

  connection.onSelectionRanges(({ textDocument: { uri }, positions }) => {
    const analysis = session.analysis(uri);
    if (analysis === undefined) return null;
    return positions.map((position) => {
      const offset = fromPosition(analysis.document, position);
      return toSelection(analysis.document, offset, selections(analysis, offset));
    });
  });

  connection.onSignatureHelp(({ textDocument: { uri }, position, context }) => {
    const analysis = session.analysis(uri);
    if (analysis === undefined) return null;
    const asked = context === undefined || context.triggerKind === SignatureHelpTriggerKind.Invoked;
    const help = signatureHelp(analysis, fromPosition(analysis.document, position), asked || context.isRetrigger);
    return help === undefined ? null : toSignatureHelp(help, session.abilities.markdown.signatures);
  });

  connection.languages.semanticTokens.on(({ textDocument: { uri } }) => {
    const analysis = session.analysis(uri);
    return analysis === undefined ? { data: [] } : toSemanticTokens(analysis.document, semanticTokens(analysis));
  });

  connection.onCodeLens(({ textDocument: { uri } }) => {
    const analysis = session.analysis(uri);
    if (analysis === undefined) return [];
    return lenses(analysis).flatMap((lens) => {
      const last = session.runs(uri).get(lens.analytic)?.result;
      const said =
        last === undefined
          ? undefined
          : last.status === "done"
            ? `${last.rows.toLocaleString("en")} ${last.rows === 1 ? "row" : "rows"} of ${last.events.toLocaleString("en")} events${changeText(last)}`
            : "cannot be run here";
      return toLenses(analysis.document, lens, said, session.settings.lenses);
    });
  });
}

/** How many matched events a run gained and lost, for its lens. */
function changeText({ change }: RunResult): string {
  if (change === undefined || change.gained.length + change.lost.length === 0) return "";
  return ` (+${change.gained.length.toLocaleString("en")} −${change.lost.length.toLocaleString("en")})`;
}
