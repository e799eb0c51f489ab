import { readFileSync } from "node:fs";
import { headText } from "#engine/readers/encoding.ts";
import type { Settings } from "#runtime/settings.ts";
import type { JobMark, JobOutcome, TextPlace } from "../run/job.ts";
import { SampleTexts } from "../run/sample-text.ts";
import { counted, palette, printLine } from "./print.ts";
import { oneLine, tableLines } from "./result-table.ts";

const SHOWN_EVENTS = 10;

/** How samples that are no text are written as text: as the run read them. */
type Rendering = Pick<Settings, "windowsProfile" | "timeZone">;

/** A run for people: row counts, clauses, rows, and the first matched events with what made the clauses true. */
export async function printOutcome(
  text: string,
  outcome: JobOutcome,
  color: boolean,
  settings: Rendering,
): Promise<void> {
  const paint = palette(color);
  if (outcome.status !== "done") {
    printLine(paint.red("Not run."));
    return;
  }
  printLine(`${paint.bold(counted(outcome.rows, "row"))} from ${counted(outcome.events, "event")}`);
  for (const stage of outcome.stages) {
    const shown = oneLine(text.slice(stage.start, stage.end));
    printLine(
      `  ${`${stage.rowsIn.toLocaleString("en")} → ${stage.rowsOut.toLocaleString("en")}`.padStart(16)}  ${paint.dim(shown.slice(0, 100))}`,
    );
  }
  const never = outcome.clauses.filter(({ hits, reached, ...at }) => hits === 0 && reached > 0 && !heldAt(outcome, at));
  for (const clause of never)
    printLine(`  ${paint.red("never true:")} ${oneLine(text.slice(clause.start, clause.end))}`);
  for (const line of tableLines(outcome, settings.timeZone, paint)) printLine(line);
  const texts = new SampleTexts();
  for (const log of outcome.logs) await printMatches(log, texts, settings, paint);
  await texts.dispose();
}

/** Whether a clause at a place held: those of a macro all stand where it is called, and one of two alternatives may never hold. */
function heldAt({ clauses }: JobOutcome, { start, end }: TextPlace): boolean {
  return clauses.some((clause) => clause.start === start && clause.end === end && clause.hits > 0);
}

/** The lines of the matched events with the text of each true clause marked. */
async function printMatches(
  log: JobOutcome["logs"][number],
  texts: SampleTexts,
  rendering: Rendering,
  paint: ReturnType<typeof palette>,
): Promise<void> {
  const events = log.marks.filter(({ kind }) => kind === "event").slice(0, SHOWN_EVENTS);
  if (events.length === 0) return;
  const lines = await linesOf(log, events, texts, rendering);
  printLine();
  printLine(paint.dim(`${log.path}: ${counted(log.matchedEvents, "event")} behind these rows`));
  for (const event of events) {
    const parts = log.marks.filter(
      ({ kind, line }) => kind === "clause" && line >= event.line && line <= event.endLine,
    );
    printLine(`${paint.dim(`${event.line + 1}:`)} ${excerpt(lines, event.line, parts, paint)}`);
  }
}

/** The pieces of an event's lines around its marks, with what lies between left out; the start of the first line without marks. */
function excerpt(
  lines: readonly string[],
  first: number,
  marks: readonly JobMark[],
  paint: ReturnType<typeof palette>,
): string {
  const around = 30;
  const sorted = [...marks].sort((a, b) => a.line - b.line || a.column - b.column);
  let shown = "";
  let line = sorted.length === 0 ? first : -1;
  let at = 0;
  for (const mark of sorted) {
    const text = lines[mark.line] ?? "";
    if (mark.line !== line) {
      line = mark.line;
      at = 0;
    }
    if (mark.column < at) continue;
    const from = Math.max(at, mark.column - around);
    const kept = Math.min(from, at + around);
    shown += `${text.slice(at, kept)}${kept < from ? "…" : ""}`;
    const end = mark.endLine === mark.line ? mark.endColumn : text.length;
    shown += text.slice(from, mark.column) + paint.mark(text.slice(mark.column, end));
    at = end;
  }
  const rest = lines[line] ?? "";
  return `${shown}${rest.slice(at, at + around)}${rest.length > at + around ? "…" : ""}`;
}

/** The lines on which events begin, by number. Those of a rendering come from it. */
async function linesOf(
  { path, rendered }: JobOutcome["logs"][number],
  events: readonly JobMark[],
  texts: SampleTexts,
  { windowsProfile, timeZone }: Rendering,
): Promise<readonly string[]> {
  if (!rendered) return headText(readFileSync(path)).split(/\r\n|\n|\r/);
  const found: string[] = [];
  for (const { line } of events) {
    const page = { path, firstLine: line, lines: 1, windowsProfile, timeZone };
    found[line] = (await texts.page(page, new AbortController().signal)).lines[0] ?? "";
  }
  return found;
}
