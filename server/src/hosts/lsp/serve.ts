import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { RuleIndex } from "#analysis/rule-index.ts";
import { noSurroundings } from "#checks/surroundings.ts";
import { splDialect } from "#languages/spl/dialect.ts";
import { mayHoldRules } from "../node/rule-paths.ts";
import { ruleSurroundings } from "../node/rule-surroundings.ts";
import { serveCaptures } from "./capture-requests.ts";
import { abilitiesOf } from "./client-abilities.ts";
import { serveExports } from "./export-requests.ts";
import { serveFeatures } from "./features.ts";
import { pathOfUri, toPath } from "./file-path.ts";
import { serveInlayHints } from "./inlay-hints.ts";
import { serveLearning } from "./learn-request.ts";
import { serveNavigation } from "./navigation.ts";
import { serveNewDetections } from "./new-detection-request.ts";
import { PublishedProblems } from "./published-problems.ts";
import { PushedDiagnostics } from "./pushed-diagnostics.ts";
import { serveQuestions } from "./question-requests.ts";
import { serveReports } from "./report-requests.ts";
import { serveRuns } from "./run-requests.ts";
import { serveSamples } from "./sample-requests.ts";
import { serveSequences } from "./sequence-requests.ts";
import { Session } from "./session.ts";
import { dayOf, readSettings } from "./settings.ts";
import { serveTests } from "./test-requests.ts";
import { TOKENS_LEGEND } from "./to-lsp/marks.ts";
import { WorkspaceSymbols } from "./workspace-symbols.ts";

/** Milliseconds after the last keystroke in a file that defines names until the other documents are looked at again. */
const PAUSE = 200;

/** Serves a connection: documents, settings, features and runs. `workerProgram` is the bundle in which analytics run. */
export function serve(connection: Connection, workerProgram: string): void {
  const session = new Session();
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

  serveFeatures(connection, session);
  serveInlayHints(connection, session);
  serveNavigation(connection, session, index);
  const worker = serveRuns(connection, session, workerProgram);
  serveQuestions(connection, session, worker);
  serveExports(connection, session);
  serveNewDetections(connection);
  serveTests(connection, session, worker);
  serveSamples(connection, session, worker);
  serveSequences(connection, session, worker);
  serveLearning(connection, session, worker);
  serveReports(connection, session, worker);
  serveCaptures(connection, session, worker);
  connection.onShutdown(() => {
    clearTimeout(pause);
    pushed.dispose();
    rules.dispose();
    return worker.dispose();
  });
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

/** The `rulehound` section of settings that a client gives by itself. */
function sectionOf(settings: unknown): unknown {
  if (typeof settings !== "object" || settings === null || !("rulehound" in settings)) return undefined;
  return settings.rulehound;
}
