import type { Catalog } from "#catalog/catalog.ts";
import type { LookupFact } from "#catalog/lookups.ts";
import type { MacroFact } from "#catalog/macros.ts";
import { withMadeFields } from "#catalog/made-fields.ts";
import type { Settings } from "#runtime/settings.ts";
import type { DatasetView, Dialect, LookupTable } from "../dialect.ts";
import type { Environment, MacroDefinition } from "../environment.ts";
import { madeFields } from "./field-rule.ts";
import { parseMatchType } from "./match-type.ts";

import type { LookupDefinition, Names, Table } from "./names.ts";
import { overlaidCatalog } from "./overlaid-catalog.ts";

/** The parts of an environment. */
export interface EnvironmentParts {
  readonly dialect: Dialect;
  /** Without the workspace's overlays, which `names` brings. */
  readonly catalog: Catalog;
  readonly settings: Settings;
  readonly names: Names;
  /** Datasets of data models as views on events. */
  readonly datasets: (model: string, dataset: string | undefined) => DatasetView | undefined;
  /** Differs whenever another part does. */
  readonly revision: number;
}

/**
 * Puts the environment together. A macro comes from the workspace, else from the catalog: its built-in ones and its
 * conventions always, the public content's and the stand-ins of sources only when the workspace has no macro of that name.
 * A lookup's table is a CSV file of the workspace; its settings come from the workspace, else from the catalog.
 */
export function createEnvironment(parts: EnvironmentParts): Environment {
  const { dialect, settings, names, datasets, revision } = parts;
  const catalog = withMadeFields(overlaidCatalog(parts.catalog, names.overlays).catalog, madeFields(names));
  const own = new Map<string, number[]>();
  for (const macro of names.macros) {
    const arities = own.get(macro.name);
    if (arities === undefined) own.set(macro.name, [macro.arguments.length]);
    else arities.push(macro.arguments.length);
  }
  const facts = macrosOfCatalog(catalog, own);
  const tables = new Map<string, LookupTable | undefined>();
  return Object.freeze<Environment>({
    dialect,
    catalog,
    settings,
    names,
    revision,
    macros: (name, arity) => names.macro(name, arity) ?? facts.macro(name, arity),
    macroArities: (name) => ascending([...(own.get(name) ?? []), ...facts.arities(name)]),
    lookups: (name) => {
      if (!tables.has(name)) tables.set(name, lookupTable(name, names, catalog));
      return tables.get(name);
    },
    lookupAbsence: (name) => lookupAbsence(name, names, catalog),
    datasets,
    savedSearches: (name) => names.savedSearch(name)?.search,
  });
}

function ascending(arities: readonly number[]): readonly number[] {
  return [...new Set(arities)].sort((a, b) => a - b);
}

function macrosOfCatalog(catalog: Catalog, own: ReadonlyMap<string, unknown>) {
  const counts = (fact: MacroFact): boolean =>
    fact.origin === "built-in" || fact.origin === "workspace" || !own.has(fact.name);
  const known = new Map<MacroFact, MacroDefinition>();
  const definition = (fact: MacroFact): MacroDefinition => {
    const found = known.get(fact) ?? definitionOf(fact);
    known.set(fact, found);
    return found;
  };
  const macro = (name: string, arity: number): MacroDefinition | undefined => {
    const fact = catalog.macros.get(name, arity);
    return fact !== undefined && counts(fact) ? definition(fact) : undefined;
  };
  return {
    macro,
    arities: (name: string) => catalog.macros.arities(name).filter((arity) => macro(name, arity) !== undefined),
  };
}

function definitionOf(fact: MacroFact): MacroDefinition {
  return {
    name: fact.name,
    arguments: fact.arguments,
    definition: fact.definition,
    isEval: fact.isEval,
    ...(fact.description !== undefined && { description: fact.description }),
    origin: fact.origin,
    source: "catalog",
  };
}

function lookupTable(name: string, names: Names, catalog: Catalog): LookupTable | undefined {
  const found = names.lookup(name);
  if (found?.table === undefined || found.table.unreadable !== undefined) return undefined;
  const fact = catalog.lookups.get(name);
  // A bare file says nothing of its matching: if the catalog knows the lookup, its settings hold.
  const bare = found.definition.source === found.table.file;
  return tableOf(bare && fact !== undefined ? settingsOf(fact, found.definition) : found.definition, found.table);
}

function settingsOf(fact: LookupFact, bare: LookupDefinition): LookupDefinition {
  return { ...bare, caseSensitive: fact.caseSensitive, matchTypes: parseMatchType(fact.matchType.join(",")).types };
}

/** The columns and rows are read when first asked for. */
function tableOf(definition: LookupDefinition, table: Table): LookupTable {
  const { name, caseSensitive, matchTypes, maxMatches, minMatches, defaultMatch, time } = definition;
  return Object.freeze<LookupTable>({
    name,
    get columns() {
      return table.columns;
    },
    get rows() {
      return table.rows;
    },
    caseSensitive,
    matchTypes,
    maxMatches,
    minMatches,
    defaultMatch,
    ...(time !== undefined && { time }),
  });
}

const SOURCES = {
  kvstore: "a KV store collection, whose rows are on the Splunk server",
  external: "computed by a script on the Splunk server",
  geo: "a geographic lookup, whose shapes are on the Splunk server",
  mlmodel: "a model of the Machine Learning Toolkit",
} as const;

/** Why a lookup has no rows here; undefined when it has some or is unknown. */
function lookupAbsence(name: string, names: Names, catalog: Catalog): string | undefined {
  const found = names.lookup(name);
  if (found === undefined) return absenceOfFact(catalog.lookups.get(name));
  const { definition, table } = found;
  if (table !== undefined)
    return table.unreadable === undefined ? undefined : `The lookup "${name}" is in ${table.file}: ${table.unreadable}`;
  if (definition.kind !== "csv") return `The lookup "${name}" is ${SOURCES[definition.kind]}.`;
  const missing = definition.filename ?? "its table";
  return `The lookup "${name}" is defined in ${definition.source}, but ${missing} is not in the workspace.`;
}

function absenceOfFact(fact: LookupFact | undefined): string | undefined {
  if (fact === undefined) return undefined;
  if (fact.type === "kvstore" || fact.type === "mlmodel") return `The lookup "${fact.name}" is ${SOURCES[fact.type]}.`;
  const from = fact.origin === "workspace" ? "is described in an overlay" : "belongs to the public content";
  return `The lookup "${fact.name}" ${from}, but its table is not in the workspace; add lookups/${fact.name}.csv.`;
}
