import type { Row } from "#events/row.ts";
import { toList } from "#events/value.ts";

/** The six texts around the parts of a search text, and what else format can be told. */
export interface SearchFormat {
  readonly rowPrefix: string;
  readonly columnPrefix: string;
  readonly columnSeparator: string;
  readonly columnEnd: string;
  readonly rowSeparator: string;
  readonly rowEnd: string;
  readonly valueSeparator: string;
  readonly empty: string;
  readonly alphabetical: boolean;
}

/** The words that `format` puts around and between rows unless told otherwise. */
export const DEFAULT_FORMAT: SearchFormat = {
  rowPrefix: "(",
  columnPrefix: "(",
  columnSeparator: "AND",
  columnEnd: ")",
  rowSeparator: "OR",
  rowEnd: ")",
  valueSeparator: "OR",
  empty: "NOT ( )",
  alphabetical: false,
};

/** `name="value"`; quotes and backslashes of the value are escaped. */
export function comparisonText(name: string, value: string): string {
  const written = /^[^\s"'()[\]=,|<>!]+$/.test(name) ? name : `"${name.replace(/["\\]/g, "\\$&")}"`;
  return `${written}="${value.replace(/["\\]/g, "\\$&")}"`;
}

/**
 * The search text that rows stand for (SPL reference, format): each row the AND of its fields, rows joined by OR; internal fields are
 * left out, the fields `search` and `query` give their text as it is.
 */
export function formatSearch(rows: readonly Row[], format: SearchFormat = DEFAULT_FORMAT): string {
  const texts = rows.map((row) => rowText(row, format)).filter((text) => text !== "");
  if (texts.length === 0) return format.empty;
  const joined = texts.map((text) => joinWords([format.columnPrefix, text, format.columnEnd]));
  return joinWords([format.rowPrefix, joined.join(` ${format.rowSeparator} `), format.rowEnd]);
}

function rowText(row: Row, format: SearchFormat): string {
  const names = row.names().filter((name) => !name.startsWith("_"));
  const ordered = format.alphabetical ? names.toSorted() : names;
  return ordered
    .map((name) => {
      const values = toList(row.get(name));
      if (name === "search" || name === "query") return values.join(" ");
      const texts = values.map((value) => comparisonText(name, value));
      return texts.length === 1 ? (texts[0] ?? "") : `( ${texts.join(` ${format.valueSeparator} `)} )`;
    })
    .join(` ${format.columnSeparator} `);
}

function joinWords(words: readonly string[]): string {
  return words.filter((word) => word !== "").join(" ");
}
