import path from "node:path";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import {
  type CompletionItem,
  type CompletionList,
  createConnection,
  createMessageConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import "#hosts/lsp/requests.ts"; // Loaded before a server wants it: a test may end before it is.
import { serve } from "#hosts/lsp/serve.ts";

/** A client of the real server, over streams in memory. Offsets of cursors come from the text's `‸`. */
export class TestClient {
  readonly connection: MessageConnection;
  readonly initialized: InitializeResult;

  /** What the server said of files that were not asked for, by URI. */
  readonly published: ReadonlyMap<string, readonly Diagnostic[]>;
  /** How often the server asked to pull diagnostics anew. */
  readonly refreshes: () => number;

  private constructor(
    connection: MessageConnection,
    initialized: InitializeResult,
    published: ReadonlyMap<string, readonly Diagnostic[]>,
    refreshes: () => number,
  ) {
    this.connection = connection;
    this.initialized = initialized;
    this.published = published;
    this.refreshes = refreshes;
  }

  /**
   * Starts a server and shakes hands. `configuration` is what the client's settings section holds, `folder` the path of the
   * workspace.
   */
  static async start(configuration: unknown = {}, folder?: string): Promise<TestClient> {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const reader = new StreamMessageReader(toServer);
    const writer = new StreamMessageWriter(toClient);
    // Nothing is run here: the worker need not be built.
    serve(
      (messageStrategy) => createConnection(reader, writer, { messageStrategy }),
      path.resolve("dist/worker.cjs"),
    ).listen();
    const connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    connection.onRequest("workspace/configuration", () => [configuration]);
    connection.onRequest("client/registerCapability", () => null);
    let refreshes = 0;
    connection.onRequest("workspace/diagnostic/refresh", () => {
      refreshes += 1;
      return null;
    });
    const published = new Map<string, readonly Diagnostic[]>();
    connection.onNotification("textDocument/publishDiagnostics", (told: PublishDiagnosticsParams) => {
      published.set(told.uri, told.diagnostics);
    });
    connection.listen();
    const initialized = await connection.sendRequest<InitializeResult>("initialize", {
      processId: null,
      rootUri: null,
      workspaceFolders: folder === undefined ? null : [{ uri: pathToFileURL(folder).href, name: "folder" }],
      capabilities: {
        workspace: {
          configuration: true,
          didChangeConfiguration: { dynamicRegistration: true },
          diagnostics: { refreshSupport: true },
        },
        textDocument: { diagnostic: {}, completion: { completionItem: { snippetSupport: true } } },
      },
    });
    await connection.sendNotification("initialized", {});
    return new TestClient(connection, initialized, published, () => refreshes);
  }

  /** Opens a document; the cursor mark is taken out. Gives the cursor's position, if it is marked. */
  async open(
    uri: string,
    marked: string,
    languageId = "spl",
  ): Promise<{ line: number; character: number } | undefined> {
    const at = marked.indexOf("‸");
    const text = marked.replace("‸", "");
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
    if (at < 0) return undefined;
    const before = text.slice(0, at).split("\n");
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.connection.sendRequest<DocumentDiagnosticReport>("textDocument/diagnostic", {
      textDocument: { uri },
    });
    return report.kind === "full" ? report.items : [];
  }

  async hover(uri: string, position: unknown): Promise<string> {
    const found = await this.connection.sendRequest<Hover | null>("textDocument/hover", {
      textDocument: { uri },
      position,
    });
    const contents = found?.contents;
    return typeof contents === "object" && "value" in contents ? contents.value : "";
  }

  async complete(uri: string, position: unknown): Promise<readonly CompletionItem[]> {
    const list = await this.connection.sendRequest<CompletionList | null>("textDocument/completion", {
      textDocument: { uri },
      position,
    });
    return list?.items ?? [];
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest("shutdown");
    this.connection.dispose();
  }
}
