import { closest } from "#base/closest.ts";
import type { Span } from "#base/span.ts";
import type { Expectation, Missing } from "../ast.ts";
import type { Cursor } from "../cursor.ts";
import type { Part } from "../grammar.ts";
import type { GrammarTable } from "../grammar-table.ts";
import type { KnownCommand } from "../source.ts";

const FIELDS_NONE = ["E-FIELDSNONE", "Must specify at least one valid field name (can contain wildcards)."] as const;
const SUBSEARCH_LAST = ["E-SUBLAST", "The last argument must be a subsearch."] as const;
const CHART_NONE = ["E-CHARTFIELDS", "You must specify data field(s) to chart."] as const;

/** What Splunk says when a command lacks its main argument (SPL reference 7). */
const LACKING: Readonly<Record<string, readonly [code: string, message: string]>> = {
  fields: FIELDS_NONE,
  table: FIELDS_NONE,
  dedup: ["E-DEDUPNONE", "At least one field must be given as an argument."],
  sort: ["E-SORTNONE", "You must specify fields to sort."],
  rename: ["E-RENUSE", "Usage: rename [old_name AS/TO/-> new_name]+."],
  eval: ["E-EVALUSAGE", "Failed to parse the provided arguments. Usage: eval dest_key = expression."],
  where: ["E-TERM", "The expression is malformed. A term is missing."],
  join: ["E-JOINUSE", "Usage: join (<join-options>)* <join-constraint> <dataset>."],
  append: SUBSEARCH_LAST,
  appendcols: SUBSEARCH_LAST,
  bin: ["E-BINFIELD", "You must specify a field to discretize."],
  transaction: ["E-TXNONE", "There must be at least one constraint for finding transactions."],
  chart: CHART_NONE,
  timechart: CHART_NONE,
  multisearch: ["E-MULTITWO", "At least two searches must be specified."],
  map: ["E-MAPUSE", 'Usage: (search="subsearch" | saved_search_name).'],
};

/** Reports that a required part is not there and gives the node for the gap. */
export function reportRequired(cursor: Cursor, part: Part, command: KnownCommand): Missing {
  const missing = cursor.missing(EXPECTS[part.kind] ?? "value");
  const found = Object.hasOwn(LACKING, command.name) ? LACKING[command.name] : undefined;
  const [code, message] = found ?? ["E-REQUIRED", `The '${command.name}' command needs ${noun(part)}.`];
  cursor.source.error(code, missing.span, message, { help: part.doc });
  return missing;
}

const EXPECTS: Partial<Readonly<Record<Part["kind"], Expectation>>> = {
  field: "field",
  fields: "field",
  "clause-field": "keyword",
  "clause-fields": "keyword",
  "clause-by-items": "keyword",
  "clause-split": "keyword",
  "clause-search": "keyword",
  "clause-dataset": "keyword",
  "search-expression": "search-expression",
  "eval-expression": "eval-expression",
  assignments: "assignment",
  aggregations: "aggregation",
  "rename-pairs": "field",
  "sort-items": "field",
  "lookup-fields": "field",
  "regex-filter": "regex",
  subsearches: "subsearch",
  option: "option-value",
};

function noun(part: Part): string {
  switch (part.kind) {
    case "option":
      return `the option ${part.names[0]}=`;
    case "word":
      return part.type === "regex" ? "a regular expression" : part.type === "int" ? "a number" : "an argument";
    case "field":
      return "a field";
    case "fields":
    case "sort-items":
      return "at least one field";
    case "aggregations":
      return "at least one aggregation";
    case "subsearches":
      return "a subsearch in square brackets";
    case "regex-filter":
      return "a regular expression";
    case "dataset":
    case "clause-dataset":
      return "a dataset";
    default:
      return "keywords" in part && part.keywords?.[0] !== undefined
        ? `the clause ${part.keywords[0].toUpperCase()}`
        : "an argument";
  }
}

/** How Splunk words an argument that fits nowhere, where it has words of its own. */
const UNEXPECTED: Readonly<Record<string, readonly [code: string, message: string, help: string]>> = {
  head: [
    "E-HEAD",
    "The argument must be a positive number or a boolean expression.",
    "Write a number, or a condition in parentheses: head (count>5).",
  ],
};

const NAME_VALUE = /^([\w.-]+)\s*=(?!=)/;

/** Reports a piece of text that fits nowhere: an option that the command has not, or any other argument. */
export function reportUnexpected(cursor: Cursor, span: Span, command: KnownCommand, table: GrammarTable): void {
  const text = cursor.text.slice(span.start, span.end);
  const name = NAME_VALUE.exec(cursor.text.slice(span.start, Math.min(cursor.end, span.end + 200)))?.[1];
  const isName = name !== undefined && name.length <= text.length;
  if (isName) {
    const near = closest(name, table.options.keys());
    const at = { start: span.start, end: span.start + name.length };
    const known = [...table.options.keys()];
    const help =
      near !== undefined
        ? `Did you mean ${near}=?`
        : known.length === 0
          ? `'${command.name}' has no options.`
          : `'${command.name}' has the options ${known.join(", ")}.`;
    const fix = near === undefined ? {} : { fix: { title: `Change to '${near}'`, edits: [{ span: at, text: near }] } };
    cursor.source.error("E-OPT", at, `Option '${name}' is invalid.`, { help, ...fix });
    return;
  }
  const own = Object.hasOwn(UNEXPECTED, command.name) ? UNEXPECTED[command.name] : undefined;
  if (own !== undefined) {
    const [code, message, help] = own;
    cursor.source.error(code, span, message, { help });
    return;
  }
  const isStats = table.entries.some(({ part }) => part.kind === "aggregations" || part.kind === "conversions");
  const near = closest(text, [
    ...table.clauses.keys(),
    ...(isStats ? (cursor.source.vocabulary.names?.("aggregation") ?? []) : []),
  ]);
  const help = near === undefined ? `'${command.name}' takes no such argument here.` : `Did you mean ${near}?`;
  const fix = near === undefined ? {} : { fix: { title: `Change to '${near}'`, edits: [{ span, text: near }] } };
  cursor.source.error(isStats ? "E-STATSARG" : "E-ARG", span, `The argument '${text}' is invalid.`, { help, ...fix });
}
