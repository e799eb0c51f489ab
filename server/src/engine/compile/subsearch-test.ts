import type { Span } from "#base/span.ts";
import { looksLikeCidr } from "#events/cidr.ts";
import type { Row } from "#events/row.ts";
import { toList } from "#events/value.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { SearchValue } from "#syntax/spl/ast.ts";
import { boundedRows, termFields, verbatimText } from "./subsearch-text.ts";

/** What a subsearch term needs to become a test. */
export interface SubsearchParts {
  readonly run: RunContext;
  readonly span: Span;
  /** Compiles search text of a field `search` or `query`. */
  verbatim(text: string): (row: Row) => boolean;
  /** Compiles `field=value` for any of the values. */
  anyOf(field: string, values: readonly SearchValue[]): (row: Row) => boolean;
}

/**
 * The test that a subsearch's rows stand for: each row an AND of `field="value"`, rows joined by OR (SPL reference 2.1). Rows of the
 * same fields without wildcards are found by one look-up, however many there are.
 */
export function subsearchTest(found: readonly Row[], parts: SubsearchParts): (row: Row) => boolean {
  const rows = boundedRows(found, parts.run, parts.span);
  if (rows.length === 0) {
    const all = parts.run.settings.emptySubsearch === "everything";
    return () => all;
  }
  const tables = new Map<string, KeyTable>();
  const tests: ((row: Row) => boolean)[] = [];
  for (const row of rows) {
    const fields = [...termFields(row, parts.run)].sort();
    const verbatim = verbatimText(row);
    if (verbatim === null && fields.length > 0 && fields.every((field) => isPlain(field, row))) {
      const signature = fields.join("\0");
      const table = tables.get(signature) ?? new KeyTable(fields);
      tables.set(signature, table);
      table.add(row);
    } else tests.push(rowTest(row, fields, verbatim, parts));
  }
  for (const table of tables.values()) tests.push((row) => table.has(row));
  const [only] = tests;
  if (tests.length === 1 && only !== undefined) return only;
  return (row) => tests.some((test) => test(row));
}

function isPlain(field: string, row: Row): boolean {
  const texts = toList(row.get(field));
  const [text] = texts;
  return field !== "index" && texts.length === 1 && text !== undefined && !text.includes("*") && !looksLikeCidr(text);
}

function rowTest(
  row: Row,
  fields: readonly string[],
  verbatim: string | null,
  parts: SubsearchParts,
): (row: Row) => boolean {
  const tests = fields.map((field) =>
    parts.anyOf(
      field,
      toList(row.get(field)).map((text) => ({
        kind: "search-value",
        span: parts.span,
        text,
        quoted: true,
        directive: undefined,
      })),
    ),
  );
  if (verbatim !== null) tests.push(parts.verbatim(verbatim));
  return (each) => tests.every((test) => test(each));
}

/** Rows of the same fields, by their folded values. */
class KeyTable {
  readonly #fields: readonly string[];
  readonly #keys = new Set<string>();

  constructor(fields: readonly string[]) {
    this.#fields = fields;
  }

  add(row: Row): void {
    this.#keys.add(this.#fields.map((field) => toList(row.get(field))[0]?.toLowerCase() ?? "").join("\0"));
  }

  /** Any combination of the values of a row's fields. */
  has(row: Row, at = 0, key = ""): boolean {
    const field = this.#fields[at];
    if (field === undefined) return this.#keys.has(key);
    for (const text of toList(row.get(field))) {
      if (this.has(row, at + 1, at === 0 ? text.toLowerCase() : `${key}\0${text.toLowerCase()}`)) return true;
    }
    return false;
  }
}

/** The expression that text of a subsearch gives on the right of a comparison, or null when its rows give no value. */
export function valueText(found: readonly Row[]): string | null {
  const texts = found.map(verbatimText).filter((text) => text !== null);
  return texts.length === 0 ? null : texts.join(" ");
}
