import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { analyseDocument, type DocumentAnalysis } from "#analysis/analysis.ts";
import { createDocument, type Document } from "#analysis/document.ts";
import type { Diagnostic } from "#checks/diagnostic.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import type { RunResult } from "#protocol/requests.ts";
import type { Environment } from "#semantics/environment.ts";
import type { WorkspaceNames } from "#semantics/workspace/workspace-names.ts";
import { nodeEnvironment } from "../node/environment.ts";
import { openWorkspaceSync } from "../node/workspace.ts";
import { type ClientSettings, DEFAULT_CLIENT_SETTINGS } from "./settings.ts";

interface Open {
  readonly document: Document;
  analysis: DocumentAnalysis | undefined;
  diagnostics: readonly Diagnostic[] | undefined;
  /** Results of the last runs by analytic; dropped with the next edit. */
  readonly runs: Map<string, RunResult>;
}

/** What the server knows while it runs: settings, folders, open documents with their analyses. */
export class Session {
  readonly #open = new Map<string, Open>();
  #environment: Environment | undefined;
  #workspace: WorkspaceNames | undefined;
  #revision = 0;
  settings: ClientSettings = DEFAULT_CLIENT_SETTINGS;
  folders: readonly string[] = [];

  /** Counts the changes of settings and of files that define names. */
  get revision(): number {
    return this.#revision;
  }

  /** The environment in force, built on first use. */
  get environment(): Environment {
    this.#environment ??= nodeEnvironment({
      settings: this.settings.engine,
      folders: this.folders,
      names: this.workspace.names,
      revision: this.#revision,
    });
    return this.#environment;
  }

  /** The names of the folders with their places, read on first use. */
  get workspace(): WorkspaceNames {
    this.#workspace ??= openWorkspaceSync(this.folders).names;
    return this.#workspace;
  }

  /** A file as it is open in the editor, else as it is on disk; undefined when it cannot be read any more. */
  file(path: string): Document | undefined {
    const uri = pathToFileURL(path).href;
    const open = [...this.#open].find(([other]) => other.startsWith("file:") && toPath(other) === path);
    if (open !== undefined) return open[1].document;
    try {
      return createDocument(uri, 0, readFileSync(path, "utf8"));
    } catch (error) {
      if (error instanceof Error && "code" in error) return undefined;
      throw error;
    }
  }

  /** Forgets the environment and everything that was found under it. */
  renew(): void {
    this.#revision += 1;
    this.#environment = undefined;
    this.#workspace = undefined;
    for (const open of this.#open.values()) {
      open.analysis = undefined;
      open.diagnostics = undefined;
    }
  }

  /** Takes a new version of a document. */
  update(uri: string, version: number, text: string): void {
    this.#open.set(uri, {
      document: createDocument(uri, version, text),
      analysis: undefined,
      diagnostics: undefined,
      runs: new Map(),
    });
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  document(uri: string): Document | undefined {
    return this.#open.get(uri)?.document;
  }

  /** The analysis of an open document. */
  analysis(uri: string): DocumentAnalysis | undefined {
    const open = this.#open.get(uri);
    if (open === undefined) return undefined;
    open.analysis ??= analyseDocument(open.document, this.environment);
    return open.analysis;
  }

  /** The diagnostics of an open document under the settings; none for a document that holds no rule. */
  diagnostics(uri: string): readonly Diagnostic[] {
    const open = this.#open.get(uri);
    const analysis = this.analysis(uri);
    if (open === undefined || analysis === undefined) return [];
    open.diagnostics ??= diagnostics(analysis, { preset: this.settings.preset, severity: this.settings.severity });
    return open.diagnostics;
  }

  /** Keeps a run's result for lenses and inlay hints, if the document has not moved on. */
  keepRun(result: RunResult): void {
    const open = this.#open.get(result.uri);
    if (open !== undefined && open.document.version === result.version) open.runs.set(result.analytic, result);
  }

  runs(uri: string): ReadonlyMap<string, RunResult> {
    return this.#open.get(uri)?.runs ?? new Map();
  }
}

/** The path of a file: URI; other text is taken as a path. */
export function toPath(uriOrPath: string): string {
  return uriOrPath.startsWith("file:") ? fileURLToPath(uriOrPath) : uriOrPath;
}
