import type { LookupDefinition, NamedLookup, Names, Table } from "./names.ts";
import { baseName, distance } from "./path.ts";

/** The lists of the names, each name once. */
export type NameLists = Pick<
  Names,
  | "macros"
  | "lookups"
  | "savedSearches"
  | "fieldDefinitions"
  | "transforms"
  | "eventTypes"
  | "tags"
  | "tables"
  | "overlays"
>;

/** No names at all. */
export const NO_NAMES: Names = indexNames({
  macros: [],
  lookups: [],
  savedSearches: [],
  fieldDefinitions: [],
  transforms: [],
  eventTypes: [],
  tags: [],
  tables: [],
  overlays: [],
});

/** The read API over given lists; of equal names the first counts. */
export function indexNames(lists: NameLists): Names {
  const macros = index(lists.macros, (macro) => macroKey(macro.name, macro.arguments.length));
  const lookups = index(lists.lookups, (lookup) => lookup.name);
  const savedSearches = index(lists.savedSearches, (search) => search.name);
  const tables = new Map<string, Table[]>();
  for (const table of lists.tables) {
    const name = baseName(table.file);
    const same = tables.get(name);
    if (same === undefined) tables.set(name, [table]);
    else same.push(table);
  }
  const table = (filename: string, beside?: string): Table | undefined => nearest(tables.get(filename) ?? [], beside);
  return Object.freeze<Names>({
    ...lists,
    macro: (name, arity) => macros.get(macroKey(name, arity)),
    lookup: (name) => {
      const definition = lookups.get(name);
      if (definition !== undefined) return { definition, table: tableOf(definition, table) };
      return namedFile(table(name) ?? table(`${name}.csv`), name);
    },
    table,
    savedSearch: (name) => savedSearches.get(name),
  });
}

/** The key of a macro: its definitions differ by arity. */
export function macroKey(name: string, arity: number): string {
  return `${name}/${arity}`;
}

function index<T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const value of values) {
    const key = keyOf(value);
    if (!found.has(key)) found.set(key, value);
  }
  return found;
}

function tableOf(definition: LookupDefinition, table: Names["table"]): Table | undefined {
  return definition.filename === undefined ? undefined : table(definition.filename, definition.source);
}

function nearest(tables: readonly Table[], beside: string | undefined): Table | undefined {
  const [first, ...rest] = tables;
  if (first === undefined || beside === undefined || rest.length === 0) return first;
  let best = first;
  for (const table of rest) if (distance(table.file, beside) < distance(best.file, beside)) best = table;
  return best;
}

/** A table file without definition, with the settings that Splunk gives such a lookup. */
function namedFile(table: Table | undefined, name: string): NamedLookup | undefined {
  if (table === undefined) return undefined;
  const filename = baseName(table.file);
  return { definition: { ...lookupDefaults(name, table.file), filename }, table };
}

/** What transforms.conf takes for a lookup that says nothing more. */
export function lookupDefaults(name: string, source: string): LookupDefinition {
  return {
    name,
    kind: "csv",
    caseSensitive: true,
    matchTypes: new Map(),
    maxMatches: 1000,
    minMatches: 0,
    source,
  };
}
