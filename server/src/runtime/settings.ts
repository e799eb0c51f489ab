/** The names that a Windows event gets (SPL reference 5.5). */
export type WindowsProfile = "xml" | "classic" | "legacy" | "union";

/**
 * Choices that change what a search gives. The uncertain rules of Splunk's language are switches with the default that
 * the SPL reference states (its section 10); each is read in one place.
 */
export interface Settings {
  readonly windowsProfile: WindowsProfile;
  /** Time zone of calendar arithmetic and time formats: an IANA name. */
  readonly timeZone: string;
  readonly eventOrder: "time-desc" | "input";
  /** Whether `index=x` needs an event that says so; otherwise an event without index belongs to every index. */
  readonly strictIndex: boolean;
  readonly whereNotNull: "null" | "true";
  readonly plusCoercion: "text-when-text" | "concatenate";
  readonly stringLiteralNumericCompare: "numeric" | "text";
  readonly significantDigits: boolean;
  readonly rexUnescapesBackslash: boolean;
  readonly macrosInQuotes: boolean;
  readonly mvNotEquals: "any-differs" | "none-equals";
  readonly mvInSingleValueFunctions: "null" | "first";
  readonly statsByOrder: "lexicographic" | "unsorted";
  readonly joinOverwritesInternal: boolean;
  readonly numericAutoBins: "powers-of-ten" | "one-two-five";
  readonly ties: "documented" | "alternative";
  readonly formatFieldOrder: "columns" | "alphabetical";
  readonly appendcolsExtraRows: "added" | "dropped";
  readonly jsonNullText: "text" | "absent";
  readonly emptySubsearch: "nothing" | "everything";
  readonly transactionUnordered: "error" | "sort";
}

/** The stated defaults. */
export const DEFAULT_SETTINGS: Settings = {
  windowsProfile: "union",
  timeZone: "UTC",
  eventOrder: "time-desc",
  strictIndex: false,
  whereNotNull: "null",
  plusCoercion: "text-when-text",
  stringLiteralNumericCompare: "numeric",
  significantDigits: false,
  rexUnescapesBackslash: true,
  macrosInQuotes: false,
  mvNotEquals: "any-differs",
  mvInSingleValueFunctions: "null",
  statsByOrder: "lexicographic",
  joinOverwritesInternal: true,
  numericAutoBins: "powers-of-ten",
  ties: "documented",
  formatFieldOrder: "columns",
  appendcolsExtraRows: "added",
  jsonNullText: "text",
  emptySubsearch: "nothing",
  transactionUnordered: "error",
};
