import { pathToFileURL } from "node:url";
import type { Connection } from "vscode-languageserver";
import { createDocument } from "#analysis/document.ts";
import type { Session } from "./session.ts";
import { toDiagnostics } from "./to-lsp/diagnostics.ts";

/** What is wrong with the files that define names, shown at those files though they are not open. */
export class PublishedProblems {
  readonly #connection: Connection;
  readonly #session: Session;
  #published: ReadonlySet<string> = new Set();
  readonly #said = new Set<string>();

  constructor(connection: Connection, session: Session) {
    this.#connection = connection;
    this.#session = session;
  }

  /** Tells the client what holds now, and that nothing is wrong any more with a file that was told before. */
  publish(): void {
    const now = new Set<string>();
    for (const [path, diagnostics] of this.#session.closedDiagnostics()) {
      const { href: uri } = pathToFileURL(path);
      now.add(uri);
      const placed = diagnostics.some(({ span }) => span.end > 0);
      const document = (placed ? this.#session.file(path) : undefined) ?? createDocument(uri, 0, "");
      const told = toDiagnostics(document, diagnostics);
      void this.#connection.sendDiagnostics({ uri, diagnostics: told });
    }
    for (const uri of this.#published)
      if (!now.has(uri)) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#published = now;
    for (const note of this.#session.workspace.folderNotes) {
      if (this.#said.has(note)) continue;
      this.#said.add(note);
      this.#connection.window.showWarningMessage(`Rulehound: ${note}`);
    }
  }
}
