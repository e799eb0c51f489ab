import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { analyseDocument, type DocumentAnalysis } from "#analysis/analysis.ts";
import { createDocument, type Document } from "#analysis/document.ts";
import type { Problem } from "#base/problem.ts";
import type { Diagnostic } from "#checks/diagnostic.ts";
import { noSurroundings, type RuleSurroundings } from "#checks/surroundings.ts";
import type { ValueCounts } from "#engine/value-counts.ts";
import { type DiagnosticOptions, diagnostics, problemDiagnostics } from "#ide/diagnostics.ts";
import type { RunResult } from "#protocol/requests.ts";
import type { Environment } from "#semantics/environment.ts";
import { fileKind } from "#semantics/workspace/file-kind.ts";
import { renewedEnvironment } from "../node/environment.ts";
import type { JobOutcome } from "../run/job.ts";
import { abilitiesOf, type ClientAbilities } from "./client-abilities.ts";
import { ClosedRuns } from "./closed-runs.ts";
import { pathOfUri, toPath } from "./file-path.ts";
import { type ClientSettings, DEFAULT_CLIENT_SETTINGS } from "./settings.ts";
import { WorkspaceFolders } from "./workspace-folders.ts";

interface Open {
  readonly document: Document;
  analysis: DocumentAnalysis | undefined;
  /** That of an earlier version, until the document has its own. */
  before: DocumentAnalysis | undefined;
  diagnostics: readonly Diagnostic[] | undefined;
  /** Results of the last runs by analytic; dropped with the next edit. */
  readonly runs: Map<string, KeptRun>;
}

/** A run of an analytic: as the editor has it, and as it was given. */
export interface KeptRun {
  readonly result: RunResult;
  readonly outcome: JobOutcome;
  /** When it began, in milliseconds since 1970. */
  readonly began: number;
}

/** What the server knows while it runs: settings, the workspace, open documents with their analyses. */
export class Session {
  readonly #open = new Map<string, Open>();
  /** Values of fields by document and analytic, from the last run of each; edits leave them. */
  readonly #examples = new Map<string, Map<string, ReadonlyMap<string, string>>>();
  readonly #closedRuns = new ClosedRuns();
  #environment: Environment | undefined;
  settings: ClientSettings = DEFAULT_CLIENT_SETTINGS;
  abilities: ClientAbilities = abilitiesOf({});
  readonly workspace = new WorkspaceFolders();
  /** What is known around a rule file. */
  surroundings: (uri: string) => RuleSurroundings = () => noSurroundings;
  /** What the samples hold that an analytic of a document was run on. */
  sampleValues: (uri: string, analytic: string) => ValueCounts | undefined = () => undefined;

  /** The environment in force: the names of the workspace are in it once its folders are read. */
  get environment(): Environment {
    this.#environment ??= renewedEnvironment(this.settings.engine, this.workspace.names.names, undefined);
    return this.#environment;
  }

  /** The document of a path, or of a URI that is no path, if it is open in the editor. */
  openFile(path: string): Document | undefined {
    const open = this.#open.get(path) ?? [...this.#open].find(([uri]) => pathOfUri(uri) === path)?.[1];
    return open?.document;
  }

  /** A file as it is open in the editor, else as it is on disk; undefined when it cannot be read any more. */
  file(path: string): Document | undefined {
    const open = this.openFile(path);
    if (open !== undefined) return open;
    try {
      return createDocument(pathToFileURL(path).href, 0, readFileSync(path, "utf8"));
    } catch (error) {
      if (error instanceof Error && "code" in error) return undefined;
      throw error;
    }
  }

  /**
   * Puts settings and names that changed into the environment, and forgets what was found under another one. Gives whether
   * the environment is another one.
   */
  renew(): boolean {
    const before = this.#environment;
    this.#environment = renewedEnvironment(this.settings.engine, this.workspace.names.names, before);
    for (const open of this.#open.values()) {
      if (this.#environment !== before) open.analysis = undefined;
      open.diagnostics = undefined;
    }
    return this.#environment !== before;
  }

  /** Takes a new version of a document. Gives whether it defines names for other documents, which must then be renewed. */
  update(uri: string, version: number, text: string, name?: string): boolean {
    const open = this.#open.get(uri);
    const runs = open === undefined ? this.#closedRuns.take(uri, text) : new Map<string, KeptRun>();
    this.#open.set(uri, {
      document: createDocument(uri, version, text, name),
      analysis: undefined,
      before: open?.analysis ?? open?.before,
      diagnostics: undefined,
      runs,
    });
    for (const run of runs.values()) this.#keepExamples(run);
    return definesNames(uri) && this.workspace.edit(toPath(uri), text);
  }

  /** Forgets a document. Gives what {@link Session.update} gives: the file on disk counts again. */
  close(uri: string): boolean {
    const open = this.#open.get(uri);
    if (open !== undefined) this.#closedRuns.put(uri, open.document.text, open.runs);
    this.#open.delete(uri);
    this.#examples.delete(uri);
    return definesNames(uri) && this.workspace.edit(toPath(uri), undefined);
  }

  /** The open documents. */
  documents(): readonly Document[] {
    return [...this.#open.values()].map(({ document }) => document);
  }

  document(uri: string): Document | undefined {
    return this.#open.get(uri)?.document;
  }

  /** The analysis of an open document. */
  analysis(uri: string): DocumentAnalysis | undefined {
    const open = this.#open.get(uri);
    if (open === undefined) return undefined;
    open.analysis ??= analyseDocument(open.document, this.environment, open.before);
    open.before = undefined;
    return open.analysis;
  }

  /**
   * The diagnostics of an open document under the settings: those of its analytics, and what is wrong with the names that
   * it defines. None for a document that holds neither.
   */
  diagnostics(uri: string): readonly Diagnostic[] {
    const open = this.#open.get(uri);
    const analysis = this.analysis(uri);
    if (open === undefined || analysis === undefined) return [];
    const options = { ...this.#wanted, surroundings: this.surroundings(uri) };
    open.diagnostics ??= diagnostics(analysis, options, definesNames(uri) ? this.#problemsAt(uri) : []);
    return open.diagnostics;
  }

  /** The diagnostics of the workspace's files that define names and are not open, by path; empty lists are left out. */
  closedDiagnostics(): ReadonlyMap<string, readonly Diagnostic[]> {
    const found = new Map<string, readonly Diagnostic[]>();
    const open = new Set([...this.#open.keys()].filter(definesNames).map(toPath));
    for (const [path, problems] of this.workspace.problems(this.environment)) {
      const wanted = open.has(path) ? [] : problemDiagnostics(problems, this.#wanted);
      if (wanted.length > 0) found.set(path, wanted);
    }
    return found;
  }

  get #wanted(): DiagnosticOptions {
    return { preset: this.settings.preset, severity: this.settings.severity };
  }

  #problemsAt(uri: string): readonly Problem[] {
    return this.workspace.problems(this.environment).get(toPath(uri)) ?? [];
  }

  /** Keeps a run for lenses, inlay hints and reports, if the document has not moved on. */
  keepRun(run: KeptRun): void {
    const { result } = run;
    const open = this.#open.get(result.uri);
    if (open === undefined) return;
    if (open.document.version === result.version) open.runs.set(result.analytic, run);
    this.#keepExamples(run);
  }

  #keepExamples({ result: { uri, analytic }, outcome }: KeptRun): void {
    const examples = this.#examples.get(uri) ?? new Map<string, ReadonlyMap<string, string>>();
    this.#examples.set(uri, examples.set(analytic, new Map(outcome.examples)));
  }

  /** A value of a field in the events that an analytic's last run matched. */
  example(uri: string, analytic: string, field: string): string | undefined {
    return this.#examples.get(uri)?.get(analytic)?.get(field);
  }

  /** The last runs of a document by analytic: of an open one as it stands, of a closed one as it was closed. */
  runs(uri: string): ReadonlyMap<string, KeptRun> {
    return this.#open.get(uri)?.runs ?? this.#closedRuns.of(uri) ?? new Map();
  }
}

function definesNames(uri: string): boolean {
  const path = pathOfUri(uri);
  return path !== undefined && fileKind(path) !== undefined;
}
