import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import * as vscode from "vscode";
import {
  BaseLanguageClient,
  type InitializeParams,
  IPCMessageReader,
  IPCMessageWriter,
  type LanguageClientOptions,
  type MessageTransports,
} from "vscode-languageclient/node";
import { startServer } from "./start-server.ts";

/** Milliseconds that a server may take to end by itself once it is told to. */
const GRACE_MS = 2000;

/** The client of a language server in a process of its own. The first one has been started; later ones it starts itself. */
export class ServerClient extends BaseLanguageClient {
  #started: ChildProcess | undefined;
  #server: ChildProcess | undefined;

  constructor(started: ChildProcess, options: LanguageClientOptions) {
    super("rulehound", "Rulehound", options);
    this.#started = started;
  }

  protected override createMessageTransports(): Promise<MessageTransports> {
    const started = this.#started;
    this.#started = undefined;
    const server = started?.connected === true ? started : startServer();
    this.#server = server;
    this.#report(server);
    return Promise.resolve({ reader: new IPCMessageReader(server), writer: new IPCMessageWriter(server) });
  }

  protected override fillInitializeParams(params: InitializeParams): void {
    super.fillInitializeParams(params);
    params.processId = process.pid;
  }

  /** Ends the server, in the end by force. */
  override async stop(timeout?: number): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    try {
      await super.stop(timeout);
    } finally {
      if (server !== undefined) setTimeout(() => server.kill("SIGKILL"), GRACE_MS).unref();
    }
  }

  /** Writes into the output what a server prints, and how it ended. */
  #report(server: ChildProcess): void {
    const each = (stream: Readable | null, tell: (line: string) => void): void => {
      if (stream !== null) createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on("line", tell);
    };
    each(server.stdout, (line) => this.outputChannel.info(line));
    each(server.stderr, (line) => this.outputChannel.error(line));
    server.on("exit", (code, signal) => {
      if (code !== 0 && this.#server === server)
        this.error(
          vscode.l10n.t("The server ended; its exit code or signal was {0}.", signal ?? String(code)),
          undefined,
          false,
        );
    });
  }
}
