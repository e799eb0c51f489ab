import { once } from "#base/memo.ts";
import type { CatalogAssets } from "./catalog.ts";
import { entries, entry, fact, grouped, indexed, unrolled } from "./collect.ts";
import { loadData } from "./load.ts";

/** One kind of data that detections read, as the public content describes it. */
export interface DataSourceFact {
  readonly name: string;
  readonly source: string;
  readonly sourcetype: string;
  /** Field that tells the events of the source apart (`EventCode`, `eventName`, …). */
  readonly separator?: string;
  readonly separatorValue?: string;
  /** Fields seen; default fields are left out. Empty when unknown. */
  readonly fields: readonly string[];
  readonly fieldsKnown: boolean;
  /** Fields that detections show from it. */
  readonly outputFields: readonly string[];
  /** Names of ATT&CK data components. */
  readonly components: readonly string[];
  readonly addOns: readonly AddOn[];
  /** Data model datasets it feeds: dataset and pairs of event field and model field. */
  readonly cim: readonly { readonly dataset: string; readonly mapping: readonly (readonly [string, string])[] }[];
  /** Number of detections that use it. */
  readonly use: number;
  readonly note?: string;
}

/** A Splunk add-on that makes the fields. */
export interface AddOn {
  readonly name: string;
  readonly version?: string;
}

/** One sourcetype. */
export interface SourcetypeFact {
  readonly sourcetype: string;
  readonly sources: readonly string[];
  readonly use: number;
}

/** What a `WinEventLog:…` or `XmlWinEventLog:…` text (sourcetype or source) says. */
export interface WindowsSource {
  readonly rendering: "xml" | "classic";
  /** Text behind the colon; absent when there is none. May name a provider by mistake: ask `WindowsEvents`. */
  readonly channel?: string;
}

/** Sourcetypes, sources and data sources. Names are compared without case. */
export interface Sources {
  sourcetypes(): readonly SourcetypeFact[];
  sourcetype(name: string): SourcetypeFact | undefined;
  /** Names of sources, most used first. */
  sources(): readonly string[];
  dataSources(): readonly DataSourceFact[];
  dataSource(name: string): DataSourceFact | undefined;
  /** Data sources with that source or that sourcetype. */
  dataSourcesOf(sourceOrSourcetype: string): readonly DataSourceFact[];
  /**
   * Fields that makers document for a source type whose data sources tell none; other fields may exist. Empty when none
   * are known. From `scripts/catalog/data/source-fields.json`, which names the document of each.
   */
  documentedFields(sourcetype: string): readonly string[];
  /** The source types that have such fields. */
  documentedSourcetypes(): readonly string[];
  /** Reads a Windows sourcetype or source; undefined for other texts. */
  windowsSource(text: string): WindowsSource | undefined;
  /** Indexes of the workspace overlay; the built-in catalog has none. */
  indexes(): readonly IndexFact[];
}

/** An index of the workspace. */
export interface IndexFact {
  readonly name: string;
  readonly description?: string;
  readonly sourcetypes: readonly string[];
}

/** Reads `WinEventLog`, `XmlWinEventLog`, each with or without `:channel`; undefined for anything else. */
export function windowsSource(text: string): WindowsSource | undefined {
  const match = /^(Xml)?WinEventLog(?::(.*))?$/i.exec(text.trim());
  if (!match) return undefined;
  return fact<WindowsSource>({ rendering: match[1] ? "xml" : "classic", channel: match[2] });
}

/** Indexes the sources; facts of a data source are made when it is first asked for. */
export function createSources(assets: CatalogAssets): Sources {
  const data = loadData(assets, "sources");
  const wordsOf = (list: number | undefined) =>
    list === undefined ? [] : entries(data.words, unrolled(entry(data.lists, list)));
  const dataSources = once(() =>
    Object.freeze(
      data.dataSources.map(
        ([name, source, sourcetype, separator, value, use, fields, output, components, addOns, cim, note]) => {
          const known = wordsOf(fields);
          return fact<DataSourceFact>({
            name,
            source,
            sourcetype,
            separator,
            separatorValue: value,
            fields: known,
            fieldsKnown: known.length > 0,
            outputFields: wordsOf(output),
            components: wordsOf(components),
            addOns: (addOns ?? []).map(([at, version]) => fact<AddOn>({ name: entry(data.words, at), version })),
            cim: (cim ?? []).map(([dataset, mapping]) =>
              fact<DataSourceFact["cim"][number]>({
                dataset,
                mapping: mapping.flatMap(([from, to]) => [to].flat().map((name) => [from, name] as const)),
              }),
            ),
            use,
            note,
          });
        },
      ),
    ),
  );
  return indexSources(
    [...grouped(data.sourcetypes, ([sourcetype]) => sourcetype)].map(([sourcetype, rows]) =>
      fact<SourcetypeFact>({
        sourcetype,
        sources: rows.map(([, source]) => source),
        use: rows.reduce((sum, [, , use]) => sum + use, 0),
      }),
    ),
    dataSources,
    [],
    new Map(
      data.sourcetypeFields.flatMap(([names, fields]) => names.map((name) => [name, fields.split(" ")] as const)),
    ),
  );
}

/** The read API over given facts. */
export function indexSources(
  sourcetypes: readonly SourcetypeFact[],
  dataSources: () => readonly DataSourceFact[],
  indexes: readonly IndexFact[],
  documented: ReadonlyMap<string, readonly string[]>,
): Sources {
  const lower = (text: string) => text.toLowerCase();
  const bySourcetype = indexed(sourcetypes, (s) => lower(s.sourcetype));
  const documentedByName = once(() => new Map([...documented].map(([name, fields]) => [lower(name), fields])));
  const byName = once(() => indexed(dataSources(), (s) => lower(s.name)));
  const names = once(() => {
    const uses = new Map<string, number>();
    for (const source of sourcetypes.flatMap(({ sources }) => sources)) uses.set(source, 0);
    for (const { source, use } of dataSources()) uses.set(source, (uses.get(source) ?? 0) + use);
    return Object.freeze([...uses].sort((a, b) => b[1] - a[1]).map(([source]) => source));
  });
  return Object.freeze<Sources>({
    sourcetypes: () => sourcetypes,
    sourcetype: (name) => bySourcetype.get(lower(name)),
    sources: names,
    dataSources,
    dataSource: (name) => byName().get(lower(name)),
    dataSourcesOf: (text) =>
      dataSources().filter((s) => lower(s.source) === lower(text) || lower(s.sourcetype) === lower(text)),
    documentedFields: (name) => documentedByName().get(lower(name)) ?? [],
    documentedSourcetypes: once(() => [...documented.keys()]),
    windowsSource,
    indexes: () => indexes,
  });
}
