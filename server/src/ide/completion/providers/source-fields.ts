import type { DataSourceFact, Sources } from "#catalog/sources.ts";
import { admittedIds } from "../../admitted-ids.ts";
import type { AnalyticCursor } from "../../cursor.ts";
import { EVENT_ID_FIELDS } from "../../hover/windows-value.ts";
import type { CompletionContext } from "../context.ts";
import { subjectsOf } from "../situation.ts";
import { datasetRead } from "./dataset-fields.ts";
import { documentedLists, isForeign, modelLists, modelNames, selectedSources } from "./selected-sourcetypes.ts";

/** Fields of the data sources that a search reads, as far as the catalog knows them. */
export interface SourceFields {
  readonly names: readonly string[];
  /** Fields of other data sources, those of many first. */
  readonly foreign: readonly string[];
  /** In which share of the data sources a field is. */
  share(name: string): number;
  /** In which share of them detections show it. */
  shown(name: string): number;
  /**
   * How strange a field is to the sources of a search that reads no event of Windows: 0 for their own and where Windows may be
   * read, between for those of the Common Information Model, 1 for all others.
   */
  strangeness(name: string): number;
}

/** Where the fields have other names than those of their data sources. */
export const NO_SOURCES: SourceFields = {
  names: [],
  foreign: [],
  share: () => 0,
  shown: () => 0,
  strangeness: () => 0,
};

/** How many fields of other data sources are thought of. */
const FOREIGN = 500;
/** More data sources than these say nothing of one search. */
const MOST = 40;

/**
 * The fields of the data sources that the document names, else of those that the search selects by source, sourcetype or the
 * ids of Windows events. Of a source type that no data source tells fields of: those that its maker documents, else those
 * that such logs have by the Common Information Model.
 */
export function sourceFields(context: CompletionContext): SourceFields {
  const { catalog, analytic } = context.cursor;
  const selected = selectedSources(analytic.expanded.text);
  const described = sourcesOf(context, selected.all);
  const documented = documentedLists(selected.all, catalog);
  const read = datasetRead(context);
  const foreign = read !== undefined || isForeign(selected.types);
  const known = read !== undefined ? [namesIn(read)] : [...described.map(fieldsOf), ...documented];
  const lists = known.length > 0 || !foreign ? known : modelLists(selected.types, catalog);
  const having = countOf(lists);
  const showing = countOf(described.map(({ outputFields }) => outputFields));
  const all = Math.max(1, lists.length);
  return {
    names: [...new Set([...having.keys(), ...showing.keys()])],
    foreign: mostShared(catalog.sources).slice(0, FOREIGN),
    share: (name) => (having.get(name) ?? 0) / all,
    shown: (name) => (showing.get(name) ?? 0) / all,
    strangeness: foreign ? strangeTo(context, selected.all, having) : () => 0,
  };
}

const namesIn = ({ dataset, prefixed }: NonNullable<ReturnType<typeof datasetRead>>): readonly string[] =>
  dataset.fields.map(({ name }) => (prefixed ? `${dataset.dataset}.${name}` : name));

const fieldsOf = ({ fields, separator }: DataSourceFact): readonly string[] =>
  separator === undefined || fields.includes(separator) ? fields : [...fields, separator];

/** A field of the Common Information Model is made by add-ons for many sources. */
const OF_MODEL = 0.3;

/** Tells the fields that neither the sources nor public searches of them know. */
function strangeTo(
  context: CompletionContext,
  selected: readonly string[],
  having: ReadonlyMap<string, number>,
): (name: string) => number {
  const { sources, usage, fields } = context.cursor.catalog;
  const all = new Set(selected.flatMap((name) => sources.dataSourcesOf(name)).flatMap(fieldsOf));
  const used = subjectsOf(context).flatMap(([, subject]) => usage.of(subject)?.names ?? []);
  const model = modelNames(context.cursor.catalog);
  const isOwn = (name: string): boolean =>
    having.has(name) || all.has(name) || fields.isDefault(name) || used.some((names) => names.has(name));
  return (name) => (isOwn(name) ? 0 : model.has(name) ? OF_MODEL : 1);
}

const shared = new WeakMap<Sources, readonly string[]>();

function mostShared(sources: Sources): readonly string[] {
  let names = shared.get(sources);
  if (names === undefined) {
    const counts = countOf(sources.dataSources().map(fieldsOf));
    names = [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
    shared.set(sources, names);
  }
  return names;
}

function countOf(lists: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of lists.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function sourcesOf(
  { cursor, mentions }: CompletionContext,
  selectedNames: readonly string[],
): readonly DataSourceFact[] {
  const { sources } = cursor.catalog;
  const named = sources
    .dataSources()
    .filter(
      ({ name, fieldsKnown }) =>
        fieldsKnown && name.includes(" ") && name.split(" ").every((word) => mentions.elsewhere.has(word)),
    );
  const selected = selectedNames.flatMap((type) => [...sources.dataSourcesOf(type)]);
  const both = selected.filter((source) => named.includes(source));
  const chosen = both.length > 0 ? both : named.length > 0 ? named : ofEvents(selected, idsAt(cursor), sources);
  return [...new Set(chosen)].filter(({ fieldsKnown }) => fieldsKnown).slice(0, MOST);
}

function idsAt({ analytic, stage }: AnalyticCursor): ReadonlySet<string> {
  if (stage === undefined) return new Set();
  const filters = stage.command === "search" || stage.command === "where";
  const fields = filters ? analytic.flow.after(stage) : analytic.flow.before(stage);
  return new Set(admittedIds(analytic, fields).map(String));
}

/** Of the selected data sources those of the events that a search asks for; where it selects none, all of these events. */
function ofEvents(
  selected: readonly DataSourceFact[],
  ids: ReadonlySet<string>,
  sources: Sources,
): readonly DataSourceFact[] {
  const isMeant = ({ separator, separatorValue }: DataSourceFact): boolean =>
    separator !== undefined && EVENT_ID_FIELDS.has(separator) && ids.has(separatorValue ?? "");
  const meant = (selected.length > 0 ? selected : ids.size > 0 ? sources.dataSources() : []).filter(isMeant);
  return meant.length > 0 ? meant : selected;
}
