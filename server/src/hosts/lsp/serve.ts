import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { serveFeatures } from "./features.ts";
import { serveRuns } from "./run-requests.ts";
import { Session, toPath } from "./session.ts";
import { readSettings } from "./settings.ts";
import { TOKENS_LEGEND } from "./to-lsp.ts";
import { WorkspaceSymbols } from "./workspace-symbols.ts";

/** Files that define names for all rules of a workspace. */
const DEFINITION =
  /\/(?:macros|transforms|props|savedsearches)\.conf$|\/(?:macros|lookups)\/[^/]+\.(?:ya?ml|csv)$|\/\.rulehound\//;

/** Serves a connection: documents, settings, features and runs. `workerProgram` is the bundle in which analytics run. */
export function serve(connection: Connection, workerProgram: string): void {
  const session = new Session();
  const documents = new TextDocuments(TextDocument);
  const rules = new WorkspaceSymbols(connection);
  let canConfigure = false;

  connection.onInitialize(({ capabilities, workspaceFolders }): InitializeResult => {
    canConfigure = capabilities.workspace?.configuration === true;
    session.folders = (workspaceFolders ?? [])
      .filter(({ uri }) => uri.startsWith("file:"))
      .map(({ uri }) => toPath(uri));
    return {
      serverInfo: { name: "rulehound" },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
        diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
        hoverProvider: true,
        completionProvider: {
          triggerCharacters: ["|", "=", "(", "`", ".", '"', ",", " "],
          resolveProvider: true,
          completionItem: { labelDetailsSupport: true },
        },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, `${CodeActionKind.SourceFixAll}.rulehound`] },
        documentSymbolProvider: true,
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        renameProvider: { prepareProvider: true },
        documentHighlightProvider: true,
        signatureHelpProvider: { triggerCharacters: ["(", ",", "="] },
        semanticTokensProvider: { legend: TOKENS_LEGEND, full: true },
        codeLensProvider: { resolveProvider: false },
        inlayHintProvider: true,
        workspaceSymbolProvider: true,
      },
    };
  });

  const configure = async (): Promise<void> => {
    if (!canConfigure) return;
    session.settings = readSettings(await connection.workspace.getConfiguration("rulehound"));
    session.renew();
    connection.languages.diagnostics.refresh();
  };

  connection.onInitialized(async () => {
    if (canConfigure)
      await connection.client.register(DidChangeConfigurationNotification.type, { section: "rulehound" });
    await configure();
    rules.start(session);
  });
  connection.onDidChangeConfiguration(configure);
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    for (const { uri } of changes) await rules.changed(uri);
    if (!changes.some(({ uri }) => DEFINITION.test(uri))) return;
    session.renew();
    connection.languages.diagnostics.refresh();
  });

  documents.onDidChangeContent(({ document }) => {
    session.update(document.uri, document.version, document.getText());
    rules.update(document.uri, document.getText());
  });
  documents.onDidClose(({ document }) => session.close(document.uri));
  documents.listen(connection);

  serveFeatures(connection, session);
  const worker = serveRuns(connection, session, workerProgram);
  connection.onShutdown(() => {
    rules.dispose();
    return worker.dispose();
  });
}
