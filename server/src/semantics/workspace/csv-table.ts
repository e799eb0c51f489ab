import type { Problem } from "#base/problem.ts";
import { type CsvReport, readCsv } from "./csv.ts";

/** A lookup's table: the first record names the columns. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly problems: readonly Problem[];
}

/** Only the names of the columns; of equal names the first counts. */
export function csvColumns(text: string): readonly string[] {
  const header = readCsv(text, () => {}).next();
  return header.done === true ? [] : [...new Set(header.value.map(({ value }) => value))];
}

/**
 * Reads a table: a cell that is missing at the end of a record is an empty text, one beyond the columns is left out and
 * reported. Never throws.
 */
export function parseCsvTable(text: string): CsvTable {
  const problems: Problem[] = [];
  const report: CsvReport = (problem) => problems.push(problem);
  const records = readCsv(text, report);
  const header = records.next();
  if (header.done === true) {
    const message = "The table is empty; its first line must name the columns.";
    report({ code: "csv/no-columns", severity: "error", span: { start: 0, end: 0 }, message });
    return { columns: [], rows: [], problems };
  }
  const places = new Map<string, number>();
  header.value.forEach(({ value, span }, place) => {
    if (!places.has(value)) places.set(value, place);
    else report({ code: "csv/repeated-column", severity: "warning", span, message: repeated(value) });
  });
  const columns = [...places.keys()];
  const width = header.value.length;
  const rows: Record<string, string>[] = [];
  for (const record of records) {
    const surplus = record[width];
    if (surplus !== undefined) {
      const message = `This record has ${record.length} cells, but the table has ${width} columns.`;
      const help = "Put a cell with commas in quotes.";
      report({ code: "csv/surplus-cell", severity: "warning", span: surplus.span, message, help });
    }
    const row: Record<string, string> = Object.create(null);
    for (const [column, place] of places) row[column] = record[place]?.value ?? "";
    rows.push(row);
  }
  return { columns, rows, problems };
}

function repeated(column: string): string {
  return column === ""
    ? "More than one column has no name; only the first of them counts."
    : `The column "${column}" stands twice; the first one counts.`;
}
