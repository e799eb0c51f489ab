import { type Catalog, lazyCatalog } from "./catalog.ts";
import { fact } from "./collect.ts";
import { OVERLAY_SECTIONS, type Overlay, type OverlaySection } from "./overlay-schema.ts";
import {
  overlayEnums,
  overlayFields,
  overlayLookups,
  overlayMacros,
  overlaySources,
  overlayWindows,
} from "./overlay-subjects.ts";
import { problemsOf, type SchemaProblem, type Shape } from "./shape.ts";

/** The parsed value of one overlay file. */
export interface OverlayFile {
  /** Name for problems: the file's path or URI. */
  readonly source: string;
  /** What the YAML says; null for an empty file. */
  readonly value: unknown;
}

/** What is wrong in an overlay, by the place in the value of its file. */
export interface OverlayProblem extends SchemaProblem {
  readonly source: string;
}

/** A catalog with an overlay, and what could not be used of it. */
export interface OverlaidCatalog {
  readonly catalog: Catalog;
  readonly problems: readonly OverlayProblem[];
}

/**
 * Adds workspace overlays to a catalog. Entries with problems are left out and named; the rest counts. Later files win
 * over earlier ones, and all of them over the built-in facts. The result is as lazy as the catalog given.
 */
export function withOverlay(catalog: Catalog, files: readonly OverlayFile[]): OverlaidCatalog {
  const problems: OverlayProblem[] = [];
  const overlay = readOverlay(catalog, files, problems);
  const any = (...sections: readonly OverlaySection[]) => sections.some((section) => overlay[section].length > 0);
  if (!any("events", "fields", "aliases", "sourcetypes", "macros", "lookups", "indexes", "values"))
    return { catalog, problems };
  const merged = lazyCatalog({
    windows: () => (any("events") ? overlayWindows(catalog.windows, overlay) : catalog.windows),
    sources: () => (any("sourcetypes", "indexes") ? overlaySources(catalog.sources, overlay) : catalog.sources),
    fields: () => (any("fields", "aliases") ? overlayFields(catalog.fields, overlay) : catalog.fields),
    dataModels: () => catalog.dataModels,
    macros: () => (any("macros") ? overlayMacros(catalog.macros, overlay) : catalog.macros),
    lookups: () => (any("lookups") ? overlayLookups(catalog.lookups, overlay) : catalog.lookups),
    attack: () => catalog.attack,
    rpc: () => catalog.rpc,
    enums: () => (any("values", "fields") ? overlayEnums(catalog.enums, overlay) : catalog.enums),
    builtins: () => catalog.builtins,
    usage: () => catalog.usage,
  });
  return { catalog: merged, problems };
}

type MutableOverlay = { [S in OverlaySection]: Overlay[S][number][] };

function readOverlay(catalog: Catalog, files: readonly OverlayFile[], problems: OverlayProblem[]): Overlay {
  const overlay: MutableOverlay = {
    events: [],
    fields: [],
    aliases: [],
    sourcetypes: [],
    macros: [],
    lookups: [],
    indexes: [],
    values: [],
  };
  for (const { source, value } of files) {
    if (value === null || value === undefined) continue;
    const report = (problem: SchemaProblem) => problems.push(fact<OverlayProblem>({ source, ...problem }));
    if (typeof value !== "object" || Array.isArray(value)) {
      report({ path: [], message: `An overlay is a mapping with ${sectionNames()}.` });
      continue;
    }
    for (const [name, entries] of Object.entries(value)) {
      const section = sectionOf(name);
      if (section === undefined)
        report({ path: [name], message: `Unknown section "${name}"; known are ${sectionNames()}.` });
      else if (!Array.isArray(entries)) report({ path: [name], message: `"${name}" is a list of entries.` });
      else for (const [i, entry] of entries.entries()) readEntry(overlay, section, entry, [name, i], report);
    }
  }
  checkTables(catalog, overlay, files, problems);
  return overlay;
}

function sectionOf(name: string): OverlaySection | undefined {
  return Object.hasOwn(OVERLAY_SECTIONS, name) ? (name as OverlaySection) : undefined;
}

function sectionNames(): string {
  return Object.keys(OVERLAY_SECTIONS).join(", ");
}

/** Adds an entry when it has the shape of its section and agrees with itself. */
function readEntry<S extends OverlaySection>(
  overlay: MutableOverlay,
  section: S,
  entry: unknown,
  path: SchemaProblem["path"],
  report: (problem: SchemaProblem) => void,
): void {
  const shape: Shape<unknown> = OVERLAY_SECTIONS[section];
  const wrong = [...problemsOf(shape, entry)];
  if (wrong.length === 0) {
    const target: Overlay[S][number][] = overlay[section];
    const good = entry as Overlay[S][number];
    wrong.push(...inconsistencies(good));
    if (wrong.length === 0) target.push(good);
  }
  for (const { path: at, message } of wrong) report({ path: [...path, ...at], message });
}

/** What the shape alone does not say: empty names, names given twice. */
function inconsistencies(entry: Overlay[OverlaySection][number]): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  if ("name" in entry && entry.name.trim() === "") problems.push({ path: ["name"], message: "The name is empty." });
  if ("channel" in entry && entry.channel.trim() === "")
    problems.push({ path: ["channel"], message: "The channel is empty." });
  if ("definition" in entry && /\(\d+\)$/.test(entry.name)) {
    problems.push({
      path: ["name"],
      message: `Write "${entry.name.replace(/\(\d+\)$/, "")}" and list its arguments; their number is taken from the list.`,
    });
  }
  const lists: (readonly [string, readonly string[]])[] = [];
  if ("arguments" in entry) lists.push(["arguments", entry.arguments ?? []]);
  if ("fields" in entry) {
    const names = (entry.fields ?? []).map((f: string | { readonly name: string }) =>
      typeof f === "string" ? f : f.name,
    );
    lists.push(["fields", names]);
  }
  for (const [key, names] of lists) {
    for (const [i, name] of names.entries()) {
      if (name.trim() === "") problems.push({ path: [key, i], message: "The name is empty." });
      else if (names.indexOf(name) < i) problems.push({ path: [key, i], message: `"${name}" is listed twice.` });
    }
  }
  return problems;
}

/** Tables that entries name must be there, built in or in an overlay. Their entries stay in use. */
function checkTables(
  catalog: Catalog,
  overlay: Overlay,
  files: readonly OverlayFile[],
  problems: OverlayProblem[],
): void {
  const own = new Set(overlay.values.map((table) => table.name));
  const isKnown = (table: string) => own.has(table) || catalog.enums.table(table) !== undefined;
  for (const { source, value } of files) {
    for (const { path, table } of tableNames(value, [])) {
      if ((path[0] === "events" || path[0] === "fields") && !isKnown(table))
        problems.push({ source, path, message: `No table of values is called "${table}".` });
    }
  }
}

/** Every `enum: NAME` in a value with its place. */
function* tableNames(
  value: unknown,
  path: readonly (string | number)[],
): Generator<{ readonly path: readonly (string | number)[]; readonly table: string }> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (key === "enum" && typeof item === "string" && path.length > 0) yield { path: at, table: item };
    else yield* tableNames(item, at);
  }
}
