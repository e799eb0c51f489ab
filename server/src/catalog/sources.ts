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
  readonly addOns: readonly { readonly name: string; readonly version?: string }[];
  /** Data model datasets it feeds: dataset and pairs of event field and model field. */
  readonly cim: readonly { readonly dataset: string; readonly mapping: readonly (readonly [string, string])[] }[];
  /** Number of detections that use it. */
  readonly use: number;
  readonly note?: string;
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
  /** Indexes of the workspace overlay; the built-in catalog has none. */
  indexes(): readonly IndexFact[];
}

/** An index of the workspace. */
export interface IndexFact {
  readonly name: string;
  readonly description?: string;
  readonly sourcetypes: readonly string[];
}
