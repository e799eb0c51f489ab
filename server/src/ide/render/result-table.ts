import { escapeMarkdown } from "#base/markdown.ts";

/** The rows of a result under their columns: a text, several texts, or null for an absent field. */
export interface ResultTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | readonly string[] | null)[])[];
}

/** One JSON object a line; absent fields are left out, several values are an array. */
export function tableAsJsonLines({ columns, rows }: ResultTable): string {
  return rows
    .map((row) => {
      const cells = columns.flatMap((name, index) => {
        const value = row[index] ?? null;
        return value === null ? [] : [[name, value] as const];
      });
      return `${JSON.stringify(Object.fromEntries(cells))}\n`;
    })
    .join("");
}

/**
 * CSV (RFC 4180, lines end in CR LF); several values stand in one cell, a line each. A spreadsheet runs a cell that begins
 * with `=`, `+`, `-`, `@`, a tab or a carriage return, and logs are written by strangers: such cells get an apostrophe before
 * them unless they are numbers. `guarded` counts these cells.
 */
export function tableAsCsv({ columns, rows }: ResultTable): { readonly text: string; readonly guarded: number } {
  let guarded = 0;
  const cell = (value: string): string => {
    const runs = /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value);
    if (runs) guarded++;
    const shown = runs ? `'${value}` : value;
    return /[",\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
  };
  const lines = [columns.map(cell), ...rows.map((row) => columns.map((_, index) => cell(joined(row[index] ?? null))))];
  return { text: columns.length === 0 ? "" : lines.map((line) => `${line.join(",")}\r\n`).join(""), guarded };
}

/** A Markdown table; nothing of the values is markup. */
export function tableAsMarkdown({ columns, rows }: ResultTable): string {
  if (columns.length === 0) return "";
  const cell = (value: string): string =>
    escapeMarkdown(value)
      .replaceAll("&", "&amp;")
      .replace(/\r\n|\n|\r/g, "<br>");
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  const body = rows.map((row) => line(columns.map((_, index) => cell(joined(row[index] ?? null)))));
  return `${line(columns.map(cell))}${line(columns.map(() => "---"))}${body.join("")}`;
}

function joined(value: string | readonly string[] | null): string {
  return value === null ? "" : typeof value === "string" ? value : value.join("\n");
}
