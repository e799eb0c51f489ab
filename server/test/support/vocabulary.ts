import type { CommandGrammar, OptionType, Part, Vocabulary } from "#syntax/spl/grammar.ts";

const doc = "";
const option = (name: string, type: OptionType): Part => ({ kind: "option", names: [name], type, doc });
const by: Part = { kind: "clause-fields", keywords: ["by"], access: "group", doc };
const aggregations: Part = { kind: "aggregations", context: "stats", required: true, doc };
const fields: Part = { kind: "fields", access: "read", wildcard: true, required: true, doc };
const one: Part = { kind: "field", access: "read", required: true, doc };
const rest: Part = { kind: "rest", doc };
const subsearch = (role: "argument" | "template" = "argument"): Part => ({
  kind: "subsearches",
  min: 1,
  max: 1,
  role,
  required: true,
  doc,
});
const chartSplit: Part = {
  kind: "clause-split",
  keywords: ["by"],
  options: { span: "span", usenull: "bool", useother: "bool", limit: "int" },
  doc,
};

/** A few commands, one at least for each kind of part, for tests of the parser that need no definitions. */
const GRAMMARS: Readonly<Record<string, CommandGrammar>> = {
  search: { expression: { kind: "search-expression", doc } },
  where: { condition: { kind: "eval-expression", required: true, doc } },
  eval: { assignments: { kind: "assignments", required: true, doc } },
  stats: { allnum: option("allnum", "bool"), aggregations, by },
  eventstats: { aggregations, by },
  streamstats: {
    window: option("window", "int"),
    current: option("current", "bool"),
    resetAfter: option("reset_after", "eval-expression"),
    aggregations,
    by,
  },
  tstats: {
    summariesonly: option("summariesonly", "bool"),
    prestats: option("prestats", "bool"),
    append: option("append", "bool"),
    fillnull: option("fillnull_value", "string"),
    aggregations: { kind: "aggregations", context: "tstats", required: true, doc },
    from: { kind: "clause-dataset", keywords: ["from"], doc },
    where: { kind: "clause-search", keywords: ["where"], doc },
    by: { kind: "clause-by-items", keywords: ["by", "groupby"], options: { span: "span" }, doc },
  },
  table: { fields },
  fields: { sign: { kind: "flag", words: ["+", "-"], doc }, fields },
  rename: { pairs: { kind: "rename-pairs", required: true, doc } },
  rex: {
    field: option("field", "field"),
    mode: option("mode", ["sed"]),
    max: option("max_match", "int"),
    pattern: { kind: "word", type: "regex", required: true, doc },
  },
  regex: { filter: { kind: "regex-filter", required: true, doc } },
  dedup: {
    count: { kind: "word", type: "int", doc },
    keepevents: option("keepevents", "bool"),
    fields: { kind: "fields", access: "read", required: true, doc },
    sortby: { kind: "sort-items", keywords: ["sortby"], doc },
  },
  sort: {
    limit: option("limit", "int"),
    count: { kind: "word", type: "int", doc },
    items: { kind: "sort-items", required: true, doc },
    descending: { kind: "flag", words: ["d", "desc"], doc },
  },
  head: {
    count: { kind: "word", type: "int", doc },
    limit: option("limit", "int"),
    keeplast: option("keeplast", "bool"),
    condition: { kind: "eval-expression", parenthesised: true, doc },
  },
  bin: {
    span: option("span", "span"),
    field: one,
    as: { kind: "clause-field", keywords: ["as"], access: "write", doc },
  },
  chart: {
    limit: option("limit", "string"),
    aggregations,
    over: { ...chartSplit, keywords: ["over"] },
    by: chartSplit,
  },
  timechart: { span: option("span", "span"), limit: option("limit", "string"), aggregations, by: chartSplit },
  join: {
    type: option("type", ["inner", "left", "outer"]),
    max: option("max", "int"),
    left: option("left", "string"),
    right: option("right", "string"),
    where: { kind: "join-where", doc },
    fields: { kind: "fields", access: "read", doc },
    subsearch: subsearch(),
  },
  append: { maxout: option("maxout", "int"), subsearch: subsearch() },
  appendpipe: { subsearch: subsearch("template") },
  foreach: { mode: option("mode", "string"), fields, subsearch: subsearch("template") },
  multisearch: { subsearches: { kind: "subsearches", min: 2, max: 100, role: "argument", required: true, doc } },
  lookup: {
    local: option("local", "bool"),
    table: { kind: "word", type: "name", required: true, doc },
    match: { kind: "lookup-fields", doc },
    output: { kind: "lookup-fields", keywords: ["output"], doc },
    outputnew: { kind: "lookup-fields", keywords: ["outputnew"], doc },
  },
  inputlookup: {
    append: option("append", "bool"),
    table: { kind: "word", type: "name", required: true, doc },
    where: { kind: "clause-search", keywords: ["where"], doc },
  },
  fillnull: { value: option("value", "string"), fields: { kind: "fields", access: "write", doc } },
  makemv: { delim: option("delim", "string"), field: one },
  mvexpand: { field: one, limit: option("limit", "int") },
  spath: {
    input: option("input", "field"),
    output: option("output", "field"),
    path: option("path", "string"),
    datapath: { kind: "word", type: "path", doc },
  },
  convert: { timeformat: option("timeformat", "string"), conversions: { kind: "conversions", required: true, doc } },
  replace: {
    replacements: { kind: "replacements", required: true, doc },
    in: { kind: "clause-fields", keywords: ["in"], access: "write", doc },
  },
  rangemap: { field: option("field", "field"), default: option("default", "string"), ranges: { kind: "ranges", doc } },
  transaction: {
    maxspan: option("maxspan", "duration"),
    startswith: option("startswith", "search-filter"),
    endswith: option("endswith", "search-filter"),
    fields: { kind: "fields", access: "read", doc },
  },
  makeresults: { count: option("count", "int"), number: { kind: "word", type: "int", doc } },
  from: { dataset: { kind: "dataset", required: true, doc } },
  map: {
    search: option("search", "string"),
    saved: { kind: "word", type: "name", doc },
    max: option("maxsearches", "int"),
  },
  iplocation: { prefix: option("prefix", "string"), field: one },
  outputlookup: { rest },
};

const GENERATING = new Set(["tstats", "inputlookup", "makeresults", "from", "multisearch"]);
const ALIASES: Readonly<Record<string, string>> = { bucket: "bin" };
const AGGREGATIONS = new Set(
  "count c dc distinct_count sum avg mean min max values list first last earliest latest perc p median stdev range mode var".split(
    " ",
  ),
);
const FUNCTIONS = new Set(
  "if case coalesce isnull isnotnull like match replace lower upper len mvindex mvcount split now relative_time strftime round tonumber tostring true null in searchmatch".split(
    " ",
  ),
);

/** The words of those commands. */
export const testVocabulary: Vocabulary = {
  command(word) {
    const name = Object.hasOwn(ALIASES, word) ? (ALIASES[word] ?? word) : word;
    const grammar = Object.hasOwn(GRAMMARS, name) ? GRAMMARS[name] : undefined;
    return grammar && { name, grammar, generating: GENERATING.has(name) };
  },
  isAggregation: (word) => AGGREGATIONS.has(word.replace(/\d+(?:\.\d+)?$/, "")),
  isFunction: (word) => FUNCTIONS.has(word),
  names: (kind) => (kind === "command" ? Object.keys(GRAMMARS) : kind === "aggregation" ? AGGREGATIONS : FUNCTIONS),
};
