import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type Diagnostic,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

export const root = fileURLToPath(new URL("../../..", import.meta.url));
export const LIKE = 'index=x | where like(CommandLine, "*gwmi*")\n| eval name=lower(host)|table name\n';

/** The command line's program as it is packaged, beside a folder of rules that it serves. */
export class PackagedServer {
  readonly #folder = mkdtempSync(path.join(root, "node_modules", ".rulehound-stdio-"));
  /** The path of the program. */
  readonly program = path.join(this.#folder, "cli.cjs");
  /** The folder of rules, with a macro `ours` and a log of two events. */
  readonly rules = path.join(this.#folder, "rules");

  constructor() {
    // In parts, names shortened.
    const programs = ["--only", "cli", "--only", "worker"];
    const built = ["scripts/build.mjs", "--production", "--out", this.#folder, ...programs];
    execFileSync(process.execPath, built, { cwd: root });
    mkdirSync(this.rules);
    writeFileSync(path.join(this.rules, "macros.conf"), "[ours]\ndefinition = index=x\n");
    writeFileSync(path.join(this.rules, "log.jsonl"), '{"host":"A","CommandLine":"gwmi"}\n{"host":"B"}\n');
  }

  uriOf(name: string): string {
    return pathToFileURL(path.join(this.rules, name)).href;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The built server in a process of its own, and a client that answers no request of the server: none may come. */
export class Editor {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  readonly asked: string[] = [];
  readonly #told = new Map<string, PublishDiagnosticsParams>();
  #wake = (): void => undefined;
  errors = "";

  constructor(program: string) {
    this.process = spawn(process.execPath, [program, "lsp", "--stdio"], { stdio: "pipe" });
    const { stdin, stdout, stderr } = this.process;
    if (stdin === null || stdout === null || stderr === null) throw new Error("no pipes");
    stderr.on("data", (data: Buffer) => {
      this.errors += data.toString();
    });
    this.connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onRequest((method) => {
      this.asked.push(method);
      throw new Error(`${method} is not offered`);
    });
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.#told.set(params.uri, params);
      this.#wake();
    });
    this.connection.listen();
  }

  async start(folder: string, over: object = {}): Promise<InitializeResult> {
    const initialized = await this.connection.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      capabilities: {},
      ...over,
    });
    await this.connection.sendNotification("initialized", {});
    return initialized;
  }

  open(uri: string, text: string, languageId = "spl"): Promise<void> {
    return this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  request<T>(method: string, uri: string, more: object = {}): Promise<T> {
    return this.connection.sendRequest<T>(method, { textDocument: { uri }, ...more });
  }

  /** Diagnostics as they are sent: the first for which `fits` holds. */
  async told(uri: string, fits: (all: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    for (;;) {
      const told = this.#told.get(uri);
      if (told !== undefined && fits(told.diagnostics)) return told.diagnostics;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async stop(): Promise<number> {
    const ended = once(this.process, "exit");
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const [code] = (await ended) as [number];
    this.connection.dispose();
    return code;
  }
}
