import type { Problem } from "#base/problem.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { Dialect } from "../dialect.ts";
import { vocabularyOf } from "../vocabulary.ts";
import { readConfFile } from "./conf-layers.ts";
import { readContentLookup } from "./content-lookups.ts";
import { readContentMacro } from "./content-macros.ts";
import { type Defined, type Definitions, type FileProblem, LAYERS, type Place } from "./definitions.ts";
import { readEventTypesConf } from "./eventtypes-conf.ts";
import { eventTypeFaults, fieldProblems } from "./field-problems.ts";
import { type FileKind, fileKind } from "./file-kind.ts";
import { macroCircles } from "./macro-circles.ts";
import { readMacrosConf } from "./macros-conf.ts";
import { indexNames, macroKey } from "./name-index.ts";
import type { LookupDefinition, Names } from "./names.ts";
import { overlaidCatalog } from "./overlaid-catalog.ts";
import { type ReadOverlay, readOverlayFile } from "./overlay-file.ts";
import { readPropsConf } from "./props-conf.ts";
import { readSavedSearchesConf } from "./savedsearches-conf.ts";
import { tableOfFile } from "./table.ts";
import { readTagsConf } from "./tags-conf.ts";
import { readTransformsConf } from "./transforms-conf.ts";
import type { DefinitionFile, TableFile, WorkspaceFile } from "./workspace-file.ts";

/** The kinds of name that have a place. */
export type NameKind = "macro" | "lookup" | "saved-search";

/** What the files of a workspace define, where, and what is wrong with them. */
export interface WorkspaceNames {
  /** The definitions in force, without places. */
  readonly names: Names;
  /** Where a name is defined; a lookup without definition is where its table starts. `arity` is for macros. */
  definitionOf(kind: NameKind, name: string, arity?: number): Place | undefined;
  /** Every place that defines the name, the one in force first. */
  definitionsOf(kind: NameKind, name: string, arity?: number): readonly Place[];
  /** What is wrong, by file; the catalog judges the overlays, the dialect tells where a macro's text calls others. */
  problems(catalog: Catalog, dialect: Dialect): ReadonlyMap<string, readonly Problem[]>;
}

/**
 * Reads the names out of a workspace's files and decides which definition is in force: overlay before `local` before
 * `default` before content packs; within one of these the file whose path sorts first, of overlays the last.
 */
export function workspaceNames(files: readonly WorkspaceFile[]): WorkspaceNames {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const kinds = new Map<FileKind, DefinitionFile[]>();
  const tables: TableFile[] = [];
  for (const file of sorted) {
    if (file.kind === "table") tables.push(file);
    else {
      const kind = fileKind(file.path);
      if (kind === undefined) continue;
      const same = kinds.get(kind);
      if (same === undefined) kinds.set(kind, [file]);
      else same.push(file);
    }
  }
  const of = (kind: FileKind): readonly DefinitionFile[] => kinds.get(kind) ?? [];
  const overlays = of("overlay").map(readOverlayFile);
  const definitions = [
    readMacrosConf(of("macros-conf")),
    readTransformsConf(of("transforms-conf")),
    readPropsConf(of("props-conf")),
    readSavedSearchesConf(of("savedsearches-conf")),
    readEventTypesConf(of("eventtypes-conf")),
    readTagsConf(of("tags-conf")),
    ...of("content-macro").map(readContentMacro),
    ...of("content-lookup").map(readContentLookup),
  ];
  return merged(definitions, overlays, tables);
}

/** Reads a file by itself, so that {@link workspaceNames} finds it read: the costly part of a large workspace, in pieces. */
export function readAhead(file: WorkspaceFile): void {
  if (file.kind !== "definitions") return;
  const kind = fileKind(file.path);
  if (kind === "content-macro") readContentMacro(file);
  else if (kind === "content-lookup") readContentLookup(file);
  else if (kind === "overlay") readOverlayFile(file);
  else readConfFile(file);
}

function merged(
  definitions: readonly Definitions[],
  overlays: readonly ReadOverlay[],
  tables: readonly TableFile[],
): WorkspaceNames {
  const latestFirst = overlays.toReversed();
  const macros = byPrecedence(
    [...latestFirst.flatMap((o) => o.macros), ...definitions.flatMap((d) => d.macros)],
    ({ name, arguments: args }) => macroKey(name, args.length),
  );
  const lookups = byPrecedence(
    definitions.flatMap((d) => d.lookups),
    ({ name }) => name,
  );
  const savedSearches = byPrecedence(
    definitions.flatMap((d) => d.savedSearches),
    ({ name }) => name,
  );
  const names = indexNames({
    macros: inForce(macros),
    lookups: inForce(lookups).map((lookup) => overlaid(lookup, overlays)),
    savedSearches: inForce(savedSearches),
    fieldDefinitions: definitions.flatMap((d) => d.fieldDefinitions).map(({ value }) => value),
    transforms: inForce(
      byPrecedence(
        definitions.flatMap((d) => d.transforms),
        ({ name }) => name,
      ),
    ),
    eventTypes: inForce(
      byPrecedence(
        definitions.flatMap((d) => d.eventTypes),
        ({ name }) => name,
      ),
    ),
    tags: definitions.flatMap((d) => d.tags).map(({ value }) => value),
    tables: tables.map(tableOfFile),
    overlays: overlays.map(({ overlay }) => overlay),
  });
  const definitionsOf = (kind: NameKind, name: string, arity?: number): readonly Place[] => {
    if (kind === "saved-search") return placesOf(savedSearches.get(name));
    if (kind === "macro") return placesOf(macros.get(macroKey(name, arity ?? firstArity(names, name))));
    return [
      ...overlayPlaces(latestFirst, name),
      ...(lookups.has(name) ? placesOf(lookups.get(name)) : tablePlace(names, name)),
    ];
  };
  const definitionOf = (kind: NameKind, name: string, arity?: number) => definitionsOf(kind, name, arity)[0];
  const located = [...definitions, ...overlays].flatMap(({ problems }) => problems);
  return {
    names,
    definitionsOf,
    definitionOf,
    problems: (catalog, dialect) =>
      byFile([
        ...located,
        ...fieldProblems(
          definitions.flatMap((d) => d.fieldDefinitions),
          names,
          vocabularyOf(dialect),
        ),
        ...eventTypeFaults(
          definitions.flatMap((d) => d.eventTypes),
          vocabularyOf(dialect),
        ),
        ...overlayProblems(names, overlays, catalog),
        ...macroCircles({ names, definitionOf }, vocabularyOf(dialect)),
      ]),
  };
}

/** Definitions by name, those in force first; names in their order. */
function byPrecedence<T>(
  defined: readonly Defined<T>[],
  keyOf: (value: T) => string,
): ReadonlyMap<string, readonly Defined<T>[]> {
  const groups = new Map<string, Defined<T>[]>();
  const ranked = defined.toSorted((a, b) => LAYERS.indexOf(b.layer) - LAYERS.indexOf(a.layer));
  for (const definition of ranked) {
    const key = keyOf(definition.value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [definition]);
    else group.push(definition);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function inForce<T>(groups: ReadonlyMap<string, readonly Defined<T>[]>): readonly T[] {
  return [...groups.values()].flatMap(([first]) => (first === undefined ? [] : [first.value]));
}

function overlaid(lookup: LookupDefinition, overlays: readonly ReadOverlay[]): LookupDefinition {
  let definition = lookup;
  for (const { lookups } of overlays)
    for (const { name, over } of lookups) if (name === lookup.name) definition = over(definition);
  return definition;
}

function placesOf(defined: readonly Defined<unknown>[] | undefined): readonly Place[] {
  return (defined ?? []).map(({ place }) => place);
}

function firstArity(names: Names, name: string): number {
  return names.macros.find((macro) => macro.name === name)?.arguments.length ?? 0;
}

function overlayPlaces(overlays: readonly ReadOverlay[], name: string): readonly Place[] {
  return overlays.flatMap(({ lookups }) => lookups.filter((l) => l.name === name).map(({ place }) => place));
}

function tablePlace(names: Names, name: string): readonly Place[] {
  const table = names.lookup(name)?.table;
  return table === undefined ? [] : [{ file: table.file, span: { start: 0, end: 0 } }];
}

function overlayProblems(names: Names, overlays: readonly ReadOverlay[], catalog: Catalog): readonly FileProblem[] {
  return overlaidCatalog(catalog, names.overlays).problems.map(({ source, path, message }) => {
    const span = overlays.find(({ overlay }) => overlay.source === source)?.span(path) ?? { start: 0, end: 0 };
    return { file: source, problem: { code: "overlay/bad-entry", severity: "error", span, message } };
  });
}

function byFile(problems: readonly FileProblem[]): ReadonlyMap<string, readonly Problem[]> {
  const files = new Map<string, Problem[]>();
  for (const { file, problem } of problems) {
    const same = files.get(file);
    if (same === undefined) files.set(file, [problem]);
    else same.push(problem);
  }
  return files;
}
