import type { Span } from "#base/span.ts";
import type { OverlayFile, OverlayProblem } from "#catalog/overlay.ts";
import { OVERLAY_DOCS, OVERLAY_SECTIONS, type Overlay } from "#catalog/overlay-schema.ts";
import { problemsOf, type Shape } from "#catalog/shape.ts";
import { anchorsOf, toData } from "#syntax/yaml/data.ts";
import { entryOf, itemsOf, keyText, type YamlNode } from "#syntax/yaml/node.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import type { MacroDefinition } from "../environment.ts";
import type { Defined, FileProblem, Place } from "./definitions.ts";
import { parseMatchType } from "./match-type.ts";
import { memoByObject } from "./memo-by-object.ts";
import type { LookupDefinition } from "./names.ts";
import type { DefinitionFile } from "./workspace-file.ts";

/** An overlay file: its value for the catalog, and where its parts stand. */
export interface ReadOverlay {
  readonly overlay: OverlayFile;
  /** What is wrong with it as YAML. */
  readonly problems: readonly FileProblem[];
  readonly macros: readonly Defined<MacroDefinition>[];
  /** Settings of lookups that another file may define. */
  readonly lookups: readonly OverlayLookup[];
  /** The span of the value at a path of keys and indexes, or of the nearest part around it. */
  readonly span: (path: OverlayProblem["path"]) => Span;
}

/** What an overlay says of a lookup. */
export interface OverlayLookup {
  readonly name: string;
  readonly place: Place;
  /** The definition with what is said here. */
  readonly over: (definition: LookupDefinition) => LookupDefinition;
}

/**
 * Reads a file `.rulehound/*.yaml`. Whether its entries are well formed is the catalog's to say (`withOverlay`); those of
 * macros and lookups that are not are left out here too.
 */
export const readOverlayFile = memoByObject((file: DefinitionFile): ReadOverlay => {
  const { documents, problems } = parseYaml(file.text);
  const [root] = documents;
  const data = root === undefined ? null : toData(root, anchorsOf(documents));
  const value = typeof data === "string" && data.trim() === "" ? null : data;
  const span = (path: OverlayProblem["path"]) => spanAt(root, path);
  const placeOf = (section: "macros" | "lookups", index: number): Place => ({
    file: file.path,
    span: span([section, index, "name"]),
  });
  return {
    overlay: { source: file.path, value },
    problems: problems.map((problem) => ({ file: file.path, problem })),
    macros: entriesOf("macros", value).map(([entry, index]) => ({
      value: macroOf(entry, file.path),
      place: placeOf("macros", index),
      layer: "overlay",
    })),
    lookups: entriesOf("lookups", value).map(([entry, index]) => ({
      name: entry.name,
      place: placeOf("lookups", index),
      over: (definition) => lookupOver(entry, definition, file.path),
    })),
    span,
  };
});

/** The entries of a section that have its shape, with their places in the list. */
function entriesOf<S extends "macros" | "lookups">(
  section: S,
  value: unknown,
): readonly (readonly [Overlay[S][number], number])[] {
  if (typeof value !== "object" || value === null || !(section in value)) return [];
  const list: unknown = Object.getOwnPropertyDescriptor(value, section)?.value;
  if (!Array.isArray(list)) return [];
  const shape: Shape<unknown> = OVERLAY_SECTIONS[section];
  return list.flatMap((entry: unknown, index) =>
    problemsOf(shape, entry).length === 0 ? [[entry as Overlay[S][number], index] as const] : [],
  );
}

function macroOf(entry: Overlay["macros"][number], source: string): MacroDefinition {
  return {
    name: entry.name,
    arguments: entry.arguments ?? [],
    definition: entry.definition,
    isEval: entry.iseval === true,
    ...(entry.description !== undefined && { description: entry.description }),
    origin: "workspace",
    source,
  };
}

function lookupOver(entry: Overlay["lookups"][number], definition: LookupDefinition, source: string): LookupDefinition {
  return {
    ...definition,
    ...(entry.fields !== undefined && { columns: entry.fields }),
    ...(entry.matchType !== undefined && { matchTypes: parseMatchType(entry.matchType.join(",")).types }),
    ...(entry.caseSensitive !== undefined && { caseSensitive: entry.caseSensitive }),
    ...(entry.description !== undefined && { description: entry.description }),
    ...(entry.type !== undefined && entry.type !== "other" && { kind: entry.type }),
    source,
  };
}

/** A problem of a value is shown at the value, one of a key that does not belong there at the key. */
function spanAt(root: YamlNode | undefined, path: OverlayProblem["path"]): Span {
  let at = root;
  let span: Span = root?.kind === "mapping" ? (root.entries[0]?.key.span ?? root.span) : { start: 0, end: 0 };
  for (const step of path) {
    const entry = typeof step === "string" ? entryOf(at, step) : undefined;
    const next = typeof step === "number" ? itemsOf(at)[step] : entry?.value;
    if (next === undefined) return span;
    span = shown(next, entry?.key);
    at = next;
  }
  const key = entryWith(root, path);
  return key !== undefined && isUnknown(path) ? key : span;
}

function entryWith(root: YamlNode | undefined, path: OverlayProblem["path"]): Span | undefined {
  let at = root;
  let key: Span | undefined;
  for (const step of path) {
    const entry = typeof step === "string" ? entryOf(at, step) : undefined;
    key = entry?.key.span;
    at = typeof step === "number" ? itemsOf(at)[step] : entry?.value;
  }
  return key;
}

function isUnknown([section, , key, ...deeper]: OverlayProblem["path"]): boolean {
  const docs = Object.entries(OVERLAY_DOCS).find(([name]) => name === section)?.[1];
  if (docs === undefined) return true;
  return typeof key === "string" && deeper.length === 0 && !Object.hasOwn(docs.keys, key);
}

function shown(node: YamlNode, key: YamlNode | undefined): Span {
  if (node.kind === "scalar" && node.span.end > node.span.start) return node.span;
  if (key !== undefined) return key.span;
  if (node.kind !== "mapping") return node.span;
  const entry = node.entries.find((candidate) => keyText(candidate) === "name") ?? node.entries[0];
  return entry?.value.span ?? node.span;
}
