import type { Span } from "#base/span.ts";
import type { Row } from "#events/row.ts";
import { toText } from "#events/value.ts";
import { DEFAULT_FORMAT, formatSearch } from "#runtime/format-search.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { quoteText } from "#syntax/spl/escapes.ts";

/** Fields whose value stands in the text as it is. */
const VERBATIM = ["search", "query"];

/** The rows of a subsearch that are used: no more than the limit, and cutting is said (SPL reference 2.1). */
export function boundedRows(rows: readonly Row[], run: RunContext, at: Span): readonly Row[] {
  const limit = run.limits.subsearchRows;
  if (rows.length <= limit) return rows;
  run.problem({
    code: "E-SUBTRUNC",
    severity: "warning",
    message: `Subsearch produced ${rows.length} results, truncating to maxout ${limit}.`,
    span: at,
  });
  return rows.slice(0, limit);
}

/** The text that a subsearch's rows stand for, as `format` makes it (SPL reference, format). */
export function subsearchText(found: readonly Row[], run: RunContext, at: Span): string {
  const rows = boundedRows(found, run, at);
  const verbatim = rows.map(verbatimText).filter((text) => text !== null);
  if (rows.length === 1 && verbatim[0] !== undefined) return verbatim[0];
  const { emptySubsearch, formatFieldOrder } = run.settings;
  return formatSearch(rows, {
    ...DEFAULT_FORMAT,
    empty: emptySubsearch === "nothing" ? DEFAULT_FORMAT.empty : "",
    alphabetical: formatFieldOrder === "alphabetical",
  });
}

/** The value of a row's field `search` or `query`; null when it has none. */
export function verbatimText(row: Row): string | null {
  for (const name of VERBATIM) {
    const text = toText(row.get(name));
    if (text !== null) return text;
  }
  return null;
}

/** The fields of a row that take part, in the order of the setting `formatFieldOrder`. */
export function termFields(row: Row, run: RunContext): readonly string[] {
  const names = row.names().filter((name) => !name.startsWith("_") && !VERBATIM.includes(name));
  return run.settings.formatFieldOrder === "alphabetical" ? [...names].sort() : names;
}

/** A field name on the left of a comparison, in quotes when it needs them. */
export function fieldText(name: string): string {
  return /^[\w.:@{}-]+$/.test(name) ? name : quoteText(name);
}

const SHOWN_ROWS = 3;
const SHOWN_VALUE = 80;

/** What a subsearch gave, in words for people: the terms of its first rows, and how many more there are. */
export function termText(rows: readonly Row[], run: RunContext): string {
  if (rows.length === 0) return "no row";
  const shown = rows.slice(0, SHOWN_ROWS).map((row) => verbatimText(row) ?? rowText(row, run));
  const more = rows.length - shown.length;
  return `${shown.join(" or ")}${more > 0 ? `, and ${more.toLocaleString("en")} more` : ""}`;
}

function rowText(row: Row, run: RunContext): string {
  const terms = termFields(row, run).map((name) => {
    const text = toText(row.get(name)) ?? "";
    return `${fieldText(name)}=${quoteText(text.length > SHOWN_VALUE ? `${text.slice(0, SHOWN_VALUE)}…` : text)}`;
  });
  return terms.length === 1 ? (terms[0] ?? "") : `(${terms.join(" ")})`;
}
