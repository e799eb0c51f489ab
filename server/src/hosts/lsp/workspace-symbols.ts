import type { Connection } from "vscode-languageserver";
import { SymbolKind } from "vscode-languageserver";
import type { RuleIndex } from "#analysis/rule-index.ts";
import type { Position } from "#base/line-map.ts";
import { indexRules, textOf } from "../node/index-rules.ts";
import { mayHoldRules } from "../node/rule-paths.ts";
import { pathOfUri } from "./file-path.ts";

/** Serves the rules and analytics of the workspace by name, id or technique; the index is made in the background. */
export class WorkspaceSymbols {
  readonly #index: RuleIndex;
  readonly #abort = new AbortController();

  constructor(connection: Connection, index: RuleIndex) {
    this.#index = index;
    connection.onWorkspaceSymbol(({ query }) =>
      this.#index.search(query).map(({ uri, name, kind, id, start, end }) => ({
        name,
        kind: kind === "rule" ? SymbolKind.Module : SymbolKind.Function,
        location: { uri, range: { start: toLsp(start), end: toLsp(end) } },
        ...(id === undefined ? {} : { containerName: id }),
      })),
    );
  }

  /** Reads the folders; resolves when all is read. */
  async start(folders: readonly string[]): Promise<void> {
    await indexRules(folders, this.#index, this.#abort.signal);
  }

  /** Takes the text of an open document. */
  update(uri: string, text: string): void {
    if (mayHoldRules(uri)) this.#index.edit(uri, text);
  }

  /** Takes a document that is open no more: the file on disk counts again. */
  async closed(uri: string): Promise<void> {
    this.#index.close(uri);
    await this.changed(uri);
  }

  /** Takes a file that was made, changed or removed on disk. */
  async changed(uri: string): Promise<void> {
    if (!mayHoldRules(uri)) return;
    const path = pathOfUri(uri);
    const text = path === undefined ? undefined : await textOf(path);
    if (text === undefined) this.#index.delete(uri);
    else this.#index.set(uri, text);
  }

  dispose(): void {
    this.#abort.abort();
  }
}

function toLsp({ line, column }: Position): { line: number; character: number } {
  return { line, character: column };
}
