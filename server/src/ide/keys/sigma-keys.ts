import type { Catalog } from "#catalog/catalog.ts";
import type { Keys } from "./key-tree.ts";
import { CATEGORIES, fieldsOf, type LogSource, PRODUCTS, servicesOf } from "./sigma-sources.ts";

const CORRELATION_TYPES = [
  ["event_count", "number of matching events in a group"],
  ["value_count", "number of distinct values of a field"],
  ["value_sum", "sum of a numeric field"],
  ["value_avg", "mean of a numeric field"],
  ["value_median", "median of a numeric field"],
  ["value_percentile", "percentile of a numeric field"],
  ["temporal", "all rules match within the timespan, in any order"],
  ["temporal_ordered", "the rules match in their order"],
] as const;

const CORRELATION: Keys = {
  type: { doc: "What is counted or compared.", required: true, values: CORRELATION_TYPES },
  rules: { doc: "Rules that it builds on, by id or name.", required: true, list: true },
  timespan: { doc: "Length of time in which it must hold, such as 5m.", required: true },
  "group-by": { doc: "Fields whose values separate the groups.", list: true },
  aliases: { doc: "One name for a field that the rules call differently.", keys: () => ({ "*": { doc: "Alias." } }) },
  condition: {
    doc: "What the number is compared with.",
    keys: () =>
      Object.fromEntries([
        ...["gt", "gte", "lt", "lte", "eq", "neq"].map((key) => [key, { doc: "The number that it is compared with." }]),
        ["field", { doc: "Field of value_count and its kin." }],
        ["percentile", { doc: "Which percentile, for value_percentile." }],
      ]),
  },
  generate: { doc: "Whether the rules report their own findings too.", values: ["true", "false"] },
};

const RELATED: Keys = {
  id: { doc: "Id of the other rule.", required: true },
  type: {
    doc: "What the other rule is to this one.",
    required: true,
    values: [
      ["derived", "made from the other rule, which may stay active"],
      ["obsolete", "replaces the other rule"],
      ["merged", "combines the other rules"],
      ["renamed", "the same rule under an earlier id"],
      ["similar", "the same idea, for another source or level"],
    ],
  },
};

/** The keys of a Sigma rule of a log source: its fields stand below the searches of `detection`. */
export function sigmaKeys(source: LogSource, catalog: Catalog): Keys {
  return {
    title: { doc: "Short name of the rule.", required: true },
    id: { doc: "UUID that stays when the title changes." },
    related: { doc: "Rules that this one has to do with.", list: true, keys: () => RELATED },
    name: { doc: "Unique short name, for correlations." },
    taxonomy: { doc: "Naming of fields and log sources; sigma when left out." },
    status: { doc: "How far the rule has come.", values: STATUSES },
    description: { doc: "What the rule finds." },
    license: { doc: "Licence of the rule, as an SPDX identifier." },
    author: { doc: "Authors, with commas between." },
    references: { doc: "Pages that explain the behaviour.", list: true },
    date: { doc: "Day of its making, YYYY-MM-DD." },
    modified: { doc: "Day of the last change, YYYY-MM-DD." },
    tags: { doc: "Tags as namespace.name, lower case.", list: true, source: "attack-tag" },
    logsource: { doc: "Events that it looks at.", required: true, keys: () => logsourceKeys(source, catalog) },
    detection: {
      doc: "Named searches, and the condition that joins them.",
      required: true,
      keys: () => detectionKeys(source, catalog),
    },
    fields: { doc: "Fields to show to the analyst.", list: true, values: fieldsOf(source, catalog) },
    falsepositives: { doc: "What else it finds.", list: true },
    level: { doc: "How grave a finding is.", values: LEVELS },
    scope: { doc: "What it is meant for.", list: true },
    filter: {
      doc: "Instead of detection: what the conditions of other rules are narrowed by.",
      keys: () => filterKeys(source, catalog),
    },
    correlation: { doc: "Instead of detection: counts or joins the findings of other rules.", keys: () => CORRELATION },
  };
}

const STATUSES = [
  ["stable", "long in use, no obvious false positives"],
  ["test", "mostly stable, may need tuning"],
  ["experimental", "new, may find much else"],
  ["deprecated", "replaced or covered by another rule"],
  ["unsupported", "cannot be used as it is"],
] as const;

const LEVELS = [
  ["informational", "enrichment only"],
  ["low", "of note in volume or together with others"],
  ["medium", "to be looked at regularly"],
  ["high", "to be looked at at once"],
  ["critical", "almost surely an incident"],
] as const;

function logsourceKeys(source: LogSource, catalog: Catalog): Keys {
  return {
    category: { doc: "Kind of events, whatever writes them.", values: CATEGORIES },
    product: { doc: "What writes the events.", values: PRODUCTS },
    service: { doc: "Log of the product.", values: servicesOf(source, catalog) },
    definition: { doc: "What must be set up for it, in words." },
  };
}

function detectionKeys(source: LogSource, catalog: Catalog): Keys {
  const fields = (): Keys => ({
    ...Object.fromEntries(fieldsOf(source, catalog).map(([name, doc]) => [name, { doc }])),
    "*": { doc: "Value of a field, or a list of which one must hold." },
  });
  return {
    condition: {
      doc: "How the searches are joined: and, or, not, 1 of …, all of ….",
      required: true,
    },
    timeframe: { doc: "Length of time (older rules; now a correlation)." },
    selection: { doc: "What is looked for.", keys: fields },
    filter: { doc: "What is left out.", keys: fields },
    "*": { doc: "A named search.", list: true, keys: fields },
  };
}

function filterKeys(source: LogSource, catalog: Catalog): Keys {
  const { condition: _, timeframe: __, ...searches } = detectionKeys(source, catalog);
  return {
    rules: { doc: "Rules that it narrows, by id or name, or any.", required: true, list: true, values: ["any"] },
    condition: { doc: "What must hold besides the rule: not selection leaves out what it finds.", required: true },
    ...searches,
  };
}

/** Modifiers of a field, behind `|`, with what they do. */
export const SIGMA_MODIFIERS: Readonly<Record<string, string>> = {
  contains: "value stands anywhere in the field",
  startswith: "field begins with the value",
  endswith: "field ends with the value",
  all: "every value of the list must hold, not one",
  exists: "true or false: whether the field is there",
  cased: "upper and lower case count",
  neq: "field differs from the value",
  windash: "option dashes may be -, / or a Unicode dash",
  re: "value is a regular expression",
  i: "behind re: case does not count",
  m: "behind re: anchors match at every line",
  s: "behind re: the dot matches line breaks",
  base64: "value is encoded in Base64 first",
  base64offset: "the three forms that the value may have inside a Base64 text",
  utf16le: "value is encoded in UTF-16 little-endian first",
  wide: "the same as utf16le",
  utf16be: "value is encoded in UTF-16 big-endian first",
  utf16: "value is encoded in UTF-16 with a byte order mark first",
  lt: "field is below the value",
  lte: "field is at most the value",
  gt: "field is above the value",
  gte: "field is at least the value",
  cidr: "address lies in the network",
  expand: "%name% stands for values of the site",
  fieldref: "value names another field to compare with",
  minute: "minute of a time, 0 to 59",
  hour: "hour of a time, 0 to 23",
  day: "day of the month of a time",
  week: "calendar week of a time",
  month: "month of a time",
  year: "year of a time",
};
