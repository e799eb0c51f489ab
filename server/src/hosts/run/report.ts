import type { ReportEvent, ReportLog, RunReport } from "#ide/render/run-report.ts";
import { timeHistogram } from "#ide/render/time-histogram.ts";
import type { JobMark, JobOutcome } from "./job.ts";

/** How many highlighted events a report shows, over all logs. */
export const REPORTED_EVENTS = 200;
/** UTF-16 units of an event that are shown. */
const EVENT_LENGTH = 20_000;
/** Lines of an event that are read. */
const EVENT_LINES = 500;

/** Gives lines of a log's text rendering. Throws when the log cannot be read any more. */
export type LinesOf = (path: string, firstLine: number, lines: number) => Promise<readonly string[]>;

/** Reads the texts of a run's first marked events and puts what it gave together. */
export async function runReport(
  { name, text: query }: { readonly name: string; readonly text: string },
  outcome: JobOutcome,
  linesOf: LinesOf,
): Promise<RunReport> {
  const { status, events, rows, columns, table, clauses, stages, times } = outcome;
  const logs: ReportLog[] = [];
  let left = REPORTED_EVENTS;
  for (const log of outcome.logs) {
    const shown = log.marks.filter(({ kind }) => kind === "event").slice(0, left);
    left -= shown.length;
    const found: ReportEvent[] = [];
    for (const event of shown) found.push(await eventOf(event, log, linesOf));
    logs.push({ name: log.path, matchedEvents: log.matchedEvents, events: found });
  }
  const histogram = timeHistogram(times);
  const problems = outcome.problems.map(({ severity, message, place, sample }) => ({
    severity,
    message,
    place:
      sample !== undefined
        ? `${sample.path}, line ${sample.line + 1}`
        : place !== undefined
          ? query.slice(place.start, place.end)
          : "",
  }));
  return {
    name,
    query,
    status,
    events,
    rows,
    table: { columns, rows: table },
    clauses,
    stages,
    problems,
    histogram,
    logs,
  };
}

/** An event's text with the places of its clause marks in it. */
async function eventOf(event: JobMark, log: JobOutcome["logs"][number], linesOf: LinesOf): Promise<ReportEvent> {
  const wanted = Math.min(EVENT_LINES, event.endLine - event.line + 1);
  const lines = await linesOf(log.path, event.line, wanted);
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length + 1;
  }
  const text = lines.join("\n");
  // Without a line there, the place lies behind what was read.
  const at = (line: number, column: number): number => (starts[line - event.line] ?? text.length) + column;
  const [start, end] = [event.column, Math.min(text.length, at(event.endLine, event.endColumn))];
  const shown = text.slice(start, Math.min(end, start + EVENT_LENGTH));
  const marks = log.marks.flatMap((mark) => {
    const inside = mark.kind === "clause" && isWithin(mark, event);
    if (!inside || mark.clause === undefined) return [];
    const span = { start: at(mark.line, mark.column) - start, end: at(mark.endLine, mark.endColumn) - start };
    return span.start < shown.length ? [{ ...span, clause: mark.clause }] : [];
  });
  return { line: event.line, role: event.role, text: shown, marks, left: end - start - shown.length };
}

function isWithin(mark: JobMark, event: JobMark): boolean {
  const begins = mark.line > event.line || (mark.line === event.line && mark.column >= event.column);
  return (
    begins && (mark.endLine < event.endLine || (mark.endLine === event.endLine && mark.endColumn <= event.endColumn))
  );
}
