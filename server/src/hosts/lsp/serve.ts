import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  type InitializeResult,
  type MessageStrategy,
  MessageType,
  PositionEncodingKind,
  ShowMessageNotification,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { RuleIndex } from "#analysis/rule-index.ts";
import { noSurroundings } from "#checks/surroundings.ts";
import { splDialect } from "#languages/spl/dialect.ts";
import { mayHoldRules } from "../node/rule-paths.ts";
import { ruleSurroundings } from "../node/rule-surroundings.ts";
import { abilitiesOf } from "./client-abilities.ts";
import { pathOfUri, toPath } from "./file-path.ts";
import { HeldMessages } from "./held-messages.ts";
import { PublishedProblems } from "./published-problems.ts";
import { PushedDiagnostics } from "./pushed-diagnostics.ts";
import type { RunWorker } from "./run-worker.ts";
import { Session } from "./session.ts";
import { dayOf, readSettings, sectionOf } from "./settings.ts";
import { toDiagnostics } from "./to-lsp/diagnostics.ts";
import { TOKENS_LEGEND } from "./to-lsp/marks.ts";
import { WorkspaceSymbols } from "./workspace-symbols.ts";

/** Milliseconds after the last keystroke in a file that defines names until the other documents are looked at again. */
const PAUSE = 200;

/**
 * Serves the connection that `connect` makes: documents, settings, features and runs. `workerProgram` is the bundle in which
 * analytics run. The connection does not listen yet.
 */
export function serve(connect: (held: MessageStrategy) => Connection, workerProgram: string): Connection {
  const session = new Session();
  let worker: RunWorker | undefined;
  const held = new HeldMessages(async () => {
    try {
      const { serveRequests } = await import("./requests.ts");
      worker = serveRequests(connection, session, index, workerProgram);
    } catch (error) {
      const message = `Rulehound cannot load a part of its server: install it again. ${error}`;
      const told = connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message });
      await told.catch(() => undefined); // A client that is gone needs no message.
    }
  });
  const connection = connect(held);
  const documents = new TextDocuments(TextDocument);
  const index = new RuleIndex({
    dialect: splDialect,
    get settings() {
      return session.settings.engine;
    },
    get catalog() {
      return session.environment.catalog;
    },
  });
  const rules = new WorkspaceSymbols(connection, index);
  const problems = new PublishedProblems(connection, session);
  const pushed = new PushedDiagnostics(connection, session);
  /** The settings of a client that does not answer when it is asked for them. */
  let given: unknown;
  let folders: readonly string[] = [];
  let pause: NodeJS.Timeout | undefined;

  /** Looks at everything again under the settings and names of now. */
  const renew = (): void => {
    clearTimeout(pause);
    session.renew();
    problems.publish();
    if (!session.abilities.pullsDiagnostics) pushed.push();
    else if (session.abilities.refreshesDiagnostics) void connection.languages.diagnostics.refresh();
  };
  const renewSoon = (): void => {
    clearTimeout(pause);
    pause = setTimeout(renew, PAUSE);
  };
  session.surroundings = (uri) => {
    const file = pathOfUri(uri);
    if (file === undefined) return noSurroundings;
    const { now } = session.settings;
    const today = now === undefined ? undefined : dayOf(now);
    return ruleSurroundings({ file, folders, ids: index.ids, pathOf: toPath, today });
  };
  session.workspace.changed = (what) => (what === "names" ? renew() : problems.publish());

  connection.onInitialize((params): InitializeResult => {
    session.abilities = abilitiesOf(params.capabilities);
    given = sectionOf(params.initializationOptions);
    const root = typeof params.rootUri === "string" ? [{ uri: params.rootUri }] : [];
    folders = pathsOf(params.workspaceFolders ?? root);
    return {
      serverInfo: { name: "rulehound" },
      capabilities: {
        positionEncoding: PositionEncodingKind.UTF16,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
        diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
        hoverProvider: true,
        completionProvider: {
          triggerCharacters: ["|", "=", "(", "`", ".", '"', "'", ",", ":", "[", "{", "/", " "],
          resolveProvider: true,
          completionItem: { labelDetailsSupport: true },
        },
        codeActionProvider: {
          codeActionKinds: [
            CodeActionKind.QuickFix,
            CodeActionKind.RefactorRewrite,
            `${CodeActionKind.SourceFixAll}.rulehound`,
          ],
        },
        documentSymbolProvider: true,
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        renameProvider: { prepareProvider: true },
        documentHighlightProvider: true,
        documentLinkProvider: { resolveProvider: false },
        signatureHelpProvider: { triggerCharacters: ["(", ",", "="] },
        semanticTokensProvider: { legend: TOKENS_LEGEND, full: true },
        codeLensProvider: { resolveProvider: false },
        inlayHintProvider: true,
        workspaceSymbolProvider: true,
      },
    };
  });

  const configure = async (): Promise<void> => {
    const asked = session.abilities.configuration;
    session.settings = readSettings(asked ? await connection.workspace.getConfiguration("rulehound") : given);
    renew();
    if (session.abilities.refreshesHints) await connection.languages.inlayHint.refresh();
    if (session.abilities.refreshesLenses) await connection.sendRequest("workspace/codeLens/refresh");
  };

  connection.onInitialized(async () => {
    if (session.abilities.registersConfiguration)
      await connection.client.register(DidChangeConfigurationNotification.type, { section: "rulehound" });
    await configure();
    if (!session.abilities.pullsDiagnostics) void held.load(); // Diagnostics wait for a pause: there is time.
    const reading = Promise.all([rules.start(folders).then(renew), session.workspace.open(folders)]);
    await showReading(connection, reading);
  });
  connection.onDidChangeConfiguration(async ({ settings }) => {
    given = sectionOf(settings) ?? given;
    await configure();
  });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    session.workspace.reread(pathsOf(changes));
    for (const { uri } of changes) await rules.changed(uri);
    renew();
  });

  documents.onDidChangeContent(({ document }) => {
    const isNew = session.document(document.uri) === undefined;
    const name = nameByLanguage(document.uri, document.languageId);
    if (session.update(document.uri, document.version, document.getText(), name)) renewSoon();
    rules.update(document.uri, document.getText());
    if (isNew) problems.publish();
    if (!session.abilities.pullsDiagnostics) pushed.soon();
  });
  documents.onDidClose(({ document }) => {
    if (session.close(document.uri)) renewSoon();
    void rules.closed(document.uri);
    if (!session.abilities.pullsDiagnostics) pushed.closed(document.uri);
    problems.publish();
  });
  documents.listen(connection);

  connection.languages.diagnostics.on(({ textDocument: { uri } }) => {
    const document = session.document(uri);
    const items = document === undefined ? [] : toDiagnostics(document, session.diagnostics(uri));
    setImmediate(() => void held.load());
    return { kind: DocumentDiagnosticReportKind.Full, items };
  });
  connection.onShutdown(() => {
    clearTimeout(pause);
    pushed.dispose();
    rules.dispose();
    return worker?.dispose();
  });
  return connection;
}

/** The paths of what has a path on this system. */
function pathsOf(named: readonly { readonly uri: string }[]): string[] {
  return named.flatMap(({ uri }) => pathOfUri(uri) ?? []);
}

/**
 * A name for a document whose URI does not tell what it holds, since it is not saved yet or has another ending: what the language
 * that its user chose for it would be called.
 */
function nameByLanguage(uri: string, language: string): string | undefined {
  const ending = { spl: ".spl", yaml: ".yml", markdown: ".md", "splunk-conf": "/savedsearches.conf" }[language];
  const isUnnamed = uri.startsWith("untitled:") || (language === "spl" && !mayHoldRules(uri));
  return isUnnamed && ending !== undefined ? `${uri.replace(/^untitled:/, "")}${ending}` : undefined;
}

/** Tells a client that shows progress that the workspace is being read, until it is. */
async function showReading(connection: Connection, reading: Promise<unknown>): Promise<void> {
  const progress = await connection.window.createWorkDoneProgress().catch(() => undefined);
  progress?.begin("Rulehound", undefined, "Reading the workspace's rules", false);
  await reading.finally(() => progress?.done());
}
