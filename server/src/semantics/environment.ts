import type { Catalog } from "#catalog/catalog.ts";
import type { MacroFact } from "#catalog/macros.ts";
import type { Settings } from "#runtime/settings.ts";
import type { DatasetView, Dialect, LookupTable } from "./dialect.ts";
import type { Names } from "./workspace/names.ts";

/** A search macro (SPL reference 1.8). Names are case-sensitive; a name may have one definition for each arity. */
export interface MacroDefinition {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly definition: string;
  /** The definition is an eval expression that gives the text. */
  readonly isEval: boolean;
  /** An eval expression over the arguments that must be true, and what is said when it is not. */
  readonly validation?: string;
  readonly errorMessage?: string;
  readonly description?: string;
  /** Where it is defined: the path of a workspace file, or `catalog`. */
  readonly source?: string;
  /**
   * What kind of definition it is: the workspace's own; `built-in`, which every content pack relies on; `content`, taken
   * from the public content; `source`, a stand-in for a macro that an installation defines itself; `convention`, an
   * undefined `…_filter`.
   */
  readonly origin?: MacroFact["origin"];
}

/**
 * Everything that a search's text is read and run against: the language, the facts of the field, and the names that the
 * workspace defines. Immutable; `revision` differs whenever anything in it differs.
 */
export interface Environment {
  readonly dialect: Dialect;
  readonly catalog: Catalog;
  /** The macro of a name and arity: the workspace's, else the catalog's. */
  macros(name: string, arity: number): MacroDefinition | undefined;
  /** The arities under which a macro is defined, ascending; empty when it is unknown. */
  macroArities(name: string): readonly number[];
  /** A lookup table with its rows, by the name of its definition or file. */
  lookups(name: string): LookupTable | undefined;
  /** Why a lookup that is known has no rows here, one sentence; undefined when it has rows or is unknown. */
  lookupAbsence(name: string): string | undefined;
  /** A dataset of a data model as a view on events; its root dataset when none is named. Names ignore case. */
  datasets(model: string, dataset: string | undefined): DatasetView | undefined;
  /** The text of a saved search. */
  savedSearches(name: string): string | undefined;
  /** The workspace's names as lists, for completion and checks. */
  readonly names: Names;
  readonly settings: Settings;
  readonly revision: number;
}
