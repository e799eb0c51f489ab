import type { OverlayFile } from "#catalog/overlay.ts";
import type { MacroDefinition } from "../environment.ts";

/** How the cells of a lookup's column are compared with a value (transforms.conf: match_type). */
export type MatchType = "exact" | "wildcard" | "cidr";

/** A lookup that is bound to time (transforms.conf: time_field and its kin). */
export interface LookupTime {
  readonly field: string;
  /** strptime's codes. */
  readonly format: string;
  readonly minOffsetSeconds: number;
  readonly maxOffsetSeconds: number;
}

/** The definition of a lookup: where its rows are and how they are matched. */
export interface LookupDefinition {
  readonly name: string;
  /** Where the rows come from; only those of `csv` can be read here. */
  readonly kind: "csv" | "kvstore" | "external" | "geo" | "mlmodel";
  /** Base name of the table's file. */
  readonly filename?: string;
  /** Columns, where the definition itself lists them. */
  readonly columns?: readonly string[];
  readonly caseSensitive: boolean;
  /** Columns that are not compared exactly. */
  readonly matchTypes: ReadonlyMap<string, MatchType>;
  readonly maxMatches: number;
  readonly minMatches: number;
  readonly defaultMatch?: string;
  readonly time?: LookupTime;
  readonly description?: string;
  /** The file that defines it; that of the table itself when nothing else does. */
  readonly source: string;
}

/** A saved search of an app. */
export interface SavedSearch {
  readonly name: string;
  readonly search: string;
  readonly source: string;
}

/**
 * What props.conf says about a field of a source type, as written: `FIELDALIAS-<name>`, `EVAL-<name>`, `LOOKUP-<name>`,
 * `EXTRACT-<name>`, `REPORT-<name>`. For an eval the name is the field.
 */
export interface FieldDefinition {
  readonly kind: "alias" | "eval" | "lookup" | "extract" | "report";
  /** The stanza: a source type, or `source::…`, `host::…` with its pattern. */
  readonly stanza: string;
  readonly name: string;
  readonly value: string;
  readonly source: string;
}

/** An event type: events get its name when its search holds. */
export interface EventType {
  readonly name: string;
  readonly search: string;
}

/** A tag that events get by the value of a field. */
export interface Tag {
  readonly field: string;
  readonly value: string;
  readonly tag: string;
}

/** A stanza of transforms.conf that extracts fields, as written. */
export interface FieldTransform {
  readonly name: string;
  readonly regex: string | undefined;
  readonly format: string | undefined;
  /** SOURCE_KEY. */
  readonly from: string;
  /** Settings that change what it extracts and are not carried out here. */
  readonly unsupported: readonly string[];
}

/** The rows of a table file: parsed when first asked for. */
export interface Table {
  /** Path of the file. */
  readonly file: string;
  /** Differs whenever the content does. */
  readonly stamp: string;
  /** Why it cannot be read, in words for the user. */
  readonly unreadable: string | undefined;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** A lookup with its table. */
export interface NamedLookup {
  readonly definition: LookupDefinition;
  readonly table: Table | undefined;
}

/**
 * The names that a workspace offers to searches, each with the definition in force; values without places, so that an edit
 * which changes no definition changes nothing here.
 */
export interface Names {
  /** One for each name and arity, by name. */
  readonly macros: readonly MacroDefinition[];
  readonly lookups: readonly LookupDefinition[];
  readonly savedSearches: readonly SavedSearch[];
  readonly fieldDefinitions: readonly FieldDefinition[];
  readonly transforms: readonly FieldTransform[];
  readonly eventTypes: readonly EventType[];
  readonly tags: readonly Tag[];
  readonly tables: readonly Table[];
  /** The overlay files, for the catalog; of equal entries the last counts. */
  readonly overlays: readonly OverlayFile[];
  /** The macro of a name and arity; names keep case. */
  macro(name: string, arity: number): MacroDefinition | undefined;
  /** The lookup of a definition's name, else of a table file's base name with or without `.csv`. */
  lookup(name: string): NamedLookup | undefined;
  /** The table file of a base name, the nearest to the file `beside` when there are several. */
  table(filename: string, beside?: string): Table | undefined;
  savedSearch(name: string): SavedSearch | undefined;
}
