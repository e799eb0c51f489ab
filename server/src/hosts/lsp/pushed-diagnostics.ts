import type { Connection } from "vscode-languageserver";
import type { Session } from "./session.ts";
import { toDiagnostics } from "./to-lsp/diagnostics.ts";

/** Milliseconds after the last keystroke until diagnostics are sent. */
const PAUSE = 200;

/** Sends the diagnostics of open documents to a client that does not ask for them. */
export class PushedDiagnostics {
  readonly #connection: Connection;
  readonly #session: Session;
  #timer: NodeJS.Timeout | undefined;

  constructor(connection: Connection, session: Session) {
    this.#connection = connection;
    this.#session = session;
  }

  /** Sends those of all open documents after a pause in which nothing else changes. */
  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.push(), PAUSE);
  }

  push(): void {
    this.dispose();
    for (const { uri, version } of this.#session.documents()) {
      const document = this.#session.document(uri);
      if (document === undefined) continue;
      const diagnostics = toDiagnostics(document, this.#session.diagnostics(uri));
      void this.#connection.sendDiagnostics({ uri, version, diagnostics });
    }
  }

  /** Takes away those of a document that was closed. */
  closed(uri: string): void {
    void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
