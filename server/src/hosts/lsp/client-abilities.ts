import { type ClientCapabilities, MarkupKind } from "vscode-languageserver";

/** What a client can do, as far as the server acts on it. Other editors can do less than VS Code. */
export interface ClientAbilities {
  /** It answers `workspace/configuration`. */
  readonly configuration: boolean;
  /** It takes registrations of configuration changes. */
  readonly registersConfiguration: boolean;
  /** It asks for diagnostics; otherwise they are sent to it. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesHints: boolean;
  readonly refreshesLenses: boolean;
  /** Completions may have places to fill in. */
  readonly snippets: boolean;
  /** It lets its user choose whether a completion replaces the rest of the word. */
  readonly replacesWords: boolean;
  /** It shows Markdown in hovers, in the documentation of completions, and in that of signatures; it does unless it says what else it shows. */
  readonly markdown: { readonly hovers: boolean; readonly completions: boolean; readonly signatures: boolean };
  /** It takes the symbols of a document as a tree. */
  readonly nestsSymbols: boolean;
  /** It takes the range that all completions of a list replace once. */
  readonly sharesRanges: boolean;
}

/** Reads what the client said in `initialize`; what it does not say it cannot do. */
export function abilitiesOf({ workspace, textDocument }: ClientCapabilities): ClientAbilities {
  return {
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    replacesWords: textDocument?.completion?.completionItem?.insertReplaceSupport === true,
    markdown: {
      hovers: showsMarkdown(textDocument?.hover?.contentFormat),
      completions: showsMarkdown(textDocument?.completion?.completionItem?.documentationFormat),
      signatures: showsMarkdown(textDocument?.signatureHelp?.signatureInformation?.documentationFormat),
    },
    nestsSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    sharesRanges: textDocument?.completion?.completionList?.itemDefaults?.includes("editRange") === true,
  };
}

function showsMarkdown(formats: readonly MarkupKind[] | undefined): boolean {
  return formats === undefined || formats.includes(MarkupKind.Markdown);
}
