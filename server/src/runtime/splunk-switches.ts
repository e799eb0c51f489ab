import { DEFAULT_SETTINGS, type Settings } from "./settings.ts";

/** The settings that are switches: one of a few values. */
export type SwitchName = Exclude<keyof Settings, "windowsProfile" | "timeZone" | "eventOrder">;

/** What a switch decides, and what each of its values means; the default comes first. */
export interface SplunkSwitch {
  readonly doc: string;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Where Splunk's documentation leaves open what a search gives, or installations differ: the one list from which the
 * settings of the editor, the reference page and `--set` of the command line come.
 */
export const SPLUNK_SWITCHES: Readonly<Record<SwitchName, SplunkSwitch>> = {
  strictIndex: {
    doc: "What `index=x` says of an event that does not tell its index, as in most samples.",
    values: { false: "It may belong to any index.", true: "It belongs to none." },
  },
  whereNotNull: {
    doc: "What NOT of a comparison with an absent field gives in `where` and `if`.",
    values: { null: "Nothing, so the row is dropped.", true: "True, so the row stays." },
  },
  plusCoercion: {
    doc: "What `+` does in an eval expression with values that are not both numbers.",
    values: {
      "text-when-text": "It joins texts where either side is a text; a number with a value that is none gives null.",
      concatenate: "It joins the two always.",
    },
  },
  stringLiteralNumericCompare: {
    doc: "How an eval expression compares a value with a number in double quotes.",
    values: { numeric: "As numbers, if both look like one.", text: "As texts." },
  },
  significantDigits: {
    doc: "Whether the result of a calculation is rounded to the digits of its least precise operand.",
    values: { false: "It is not.", true: "It is." },
  },
  rexUnescapesBackslash: {
    doc: "Whether `\\\\` and `\\|` in a regular expression in quotes lose a backslash before the pattern is read.",
    values: { true: "They do.", false: "The pattern is read as it is written." },
  },
  macrosInQuotes: {
    doc: "Whether macros are expanded inside double quotes.",
    values: { false: "They are not, but for the search of `map`.", true: "They are." },
  },
  mvNotEquals: {
    doc: "What `field!=value` means for a field with several values.",
    values: { "any-differs": "One of the values differs.", "none-equals": "None of the values is equal." },
  },
  mvInSingleValueFunctions: {
    doc: "What an eval function for one value gives for a field with several.",
    values: { null: "Null.", first: "What it gives for the first value." },
  },
  statsByOrder: {
    doc: "The order of the rows that `stats` gives for its groups.",
    values: { lexicographic: "By the values of the fields behind BY.", unsorted: "As the groups came." },
  },
  joinOverwritesInternal: {
    doc: "Whether `join` takes `_time` and `_raw` from the subsearch.",
    values: { true: "It does, as for other fields.", false: "Those of the outer search stay." },
  },
  numericAutoBins: {
    doc: "How wide `bin` makes the bins of numbers when no width is given.",
    values: { "powers-of-ten": "A power of ten.", "one-two-five": "1, 2 or 5 times a power of ten." },
  },
  ties: {
    doc: "What `mode` gives when values occur equally often.",
    values: { documented: "The smallest text.", alternative: "The value that is seen first." },
  },
  formatFieldOrder: {
    doc: "The order of fields in the text of a subsearch and of `format`.",
    values: { columns: "That of the columns.", alphabetical: "That of the alphabet." },
  },
  appendcolsExtraRows: {
    doc: "What `appendcols` does with rows of the subsearch beyond those of the outer search.",
    values: { added: "They become rows.", dropped: "They are left out." },
  },
  jsonNullText: {
    doc: "What a null in a JSON event is.",
    values: { text: "The text `null`.", absent: "No value." },
  },
  emptySubsearch: {
    doc: "What the condition of a subsearch without results matches.",
    values: { nothing: "No event.", everything: "Every event." },
  },
  transactionUnordered: {
    doc: "What `transaction` does with events that are not in descending order of time.",
    values: { error: "It refuses them, with Splunk's error.", sort: "It sorts them." },
  },
};

/** The value that a switch has for a text, or for a truth value of a settings file; undefined for none of its values. */
export function switchValue(name: SwitchName, given: unknown): Settings[SwitchName] | undefined {
  const text = String(given);
  if (!Object.hasOwn(SPLUNK_SWITCHES[name].values, text)) return undefined;
  const isTruth = typeof DEFAULT_SETTINGS[name] === "boolean";
  return (isTruth ? text === "true" : text) as Settings[SwitchName];
}

/** Whether a name is that of a switch. */
export function isSwitch(name: string): name is SwitchName {
  return Object.hasOwn(SPLUNK_SWITCHES, name);
}
