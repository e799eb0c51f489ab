import { strftime } from "#events/strftime.ts";
import { timeZone } from "#events/time-zone.ts";
import type { JobOutcome } from "../run/job.ts";
import { counted, type palette } from "./print.ts";

const SHOWN_ROWS = 50;
const SHOWN_COLUMNS = 8;
const CELL = 60;

/**
 * The lines of a table of result rows for people; none without rows. `_time` is written as a date in the zone of the run. What does not fit is named below the
 * table: columns, rows, and an ellipsis in a cell whose value goes on.
 */
export function tableLines(
  { columns, table, rows }: Pick<JobOutcome, "columns" | "table" | "rows">,
  zone: string,
  paint: ReturnType<typeof palette>,
): readonly string[] {
  if (table.length === 0) return [];
  const useful = columns.filter((name) => name !== "_raw" || columns.length === 1);
  const shown = useful.slice(0, SHOWN_COLUMNS);
  const cells = table
    .slice(0, SHOWN_ROWS)
    .map((row) => shown.map((name) => cell(name, row[columns.indexOf(name)] ?? null, zone)));
  const widths = shown.map((name, index) => Math.max(name.length, ...cells.map((row) => row[index]?.length ?? 0)));
  const format = (row: readonly string[]): string =>
    row
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  const lines = ["", paint.bold(format(shown)), ...cells.map(format)];
  if (rows > cells.length) lines.push(paint.dim(`… and ${counted(rows - cells.length, "more row")}`));
  const hidden = columns.filter((name) => !shown.includes(name));
  if (hidden.length > 0)
    lines.push(paint.dim(`Not shown: ${oneLine(hidden.join(", "))}. --format json writes every column.`));
  return lines;
}

function cell(name: string, value: string | readonly string[] | null, zone: string): string {
  if (value === null) return "–";
  const text = typeof value === "string" ? value : value.join(", ");
  const shown = oneLine((name === "_time" ? date(text, zone) : undefined) ?? text);
  return shown.length > CELL ? `${shown.slice(0, CELL - 1)}…` : shown;
}

/** Epoch seconds as a date with its offset; undefined for what is no time. */
function date(text: string, zone: string): string | undefined {
  const epoch = Number(text);
  if (text.trim() === "" || !Number.isFinite(epoch)) return undefined;
  const format = Number.isInteger(epoch) ? "%Y-%m-%d %H:%M:%S %:z" : "%Y-%m-%d %H:%M:%S.%3N %:z";
  return strftime(epoch, format, timeZone(zone)) ?? undefined;
}

/** A text with every run of white space as one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
