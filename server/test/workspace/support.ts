import type { Problem } from "#base/problem.ts";
import { splDialect } from "#languages/spl/dialect.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import type { DatasetView, Dialect } from "#semantics/dialect.ts";
import type { Environment } from "#semantics/environment.ts";
import type { EnvironmentParts } from "#semantics/workspace/create-environment.ts";
import { fileKind } from "#semantics/workspace/file-kind.ts";
import { updateEnvironment } from "#semantics/workspace/update-environment.ts";
import type { WorkspaceFile } from "#semantics/workspace/workspace-file.ts";
import { type WorkspaceNames, workspaceNames } from "#semantics/workspace/workspace-names.ts";
import { testCatalog } from "#test/support/catalog.ts";

export type Texts = Readonly<Record<string, string>>;

/** Workspace files from paths and texts. */
export function filesOf(texts: Texts): readonly WorkspaceFile[] {
  return Object.entries(texts).map(([path, text]) =>
    fileKind(path) === "table"
      ? { kind: "table", path, bytes: text.length, stamp: String(text.length), read: () => text }
      : { kind: "definitions", path, text },
  );
}

export function namesOf(texts: Texts): WorkspaceNames {
  return workspaceNames(filesOf(texts));
}

const DIALECT: Dialect = {
  command: () => undefined,
  function: () => undefined,
  aggregation: () => undefined,
  commands: [],
  functions: [],
  aggregations: [],
};
const datasets = (): DatasetView | undefined => undefined;

export function partsOf(texts: Texts): Omit<EnvironmentParts, "revision"> {
  return { dialect: DIALECT, catalog: testCatalog, settings: DEFAULT_SETTINGS, datasets, names: namesOf(texts).names };
}

export function environmentOf(texts: Texts): Environment {
  return updateEnvironment(undefined, partsOf(texts));
}

/** Problems as `file «text»: message`. */
export function shownProblems(texts: Texts): readonly string[] {
  const show = (file: string, { span, message }: Problem) =>
    `${file} «${(texts[file] ?? "").slice(span.start, span.end)}»: ${message}`;
  return [...namesOf(texts).problems(testCatalog, splDialect)].flatMap(([file, problems]) =>
    problems.map((p) => show(file, p)),
  );
}

/** The text that a name's place covers, behind its file. */
export function shownPlace(texts: Texts, ...name: Parameters<WorkspaceNames["definitionOf"]>): string | undefined {
  const place = namesOf(texts).definitionOf(...name);
  return place && `${place.file} «${(texts[place.file] ?? "").slice(place.span.start, place.span.end)}»`;
}
