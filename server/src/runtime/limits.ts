/** Bounds of a run. Splunk's own defaults where it has one (SPL reference, limits.conf); hitting one is always said. */
export interface Limits {
  /** Rows that a subsearch in a search expression hands over. */
  readonly subsearchRows: number;
  /** Rows of the right side of join, append and the like. */
  readonly joinRows: number;
  /** Values that list() keeps. */
  readonly listValues: number;
  /** Groups that stats keeps. */
  readonly groups: number;
  /** Rows of sort without a count. */
  readonly sortRows: number;
  /** Rows of `sort 0`, which Splunk does not bound: what a computer's memory holds. */
  readonly sortAllRows: number;
  /** Rows of the final result that are kept. */
  readonly resultRows: number;
  /** Searches that map starts unless told otherwise. */
  readonly mapSearches: number;
  /** Depth of nested subsearches. */
  readonly subsearchDepth: number;
  /** Steps that one match of a regular expression may take when it is not known to be cheap. */
  readonly matchSteps: number;
}

/** Splunk's defaults. */
export const DEFAULT_LIMITS: Limits = {
  subsearchRows: 10_000,
  joinRows: 50_000,
  listValues: 100,
  groups: 1_000_000,
  sortRows: 10_000,
  sortAllRows: 1_000_000,
  resultRows: 50_000,
  mapSearches: 10,
  subsearchDepth: 8,
  matchSteps: 25_000_000,
};
