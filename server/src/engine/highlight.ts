import { lineMap, type Position, positionAt } from "#base/line-map.ts";
import type { Span } from "#base/span.ts";
import type { Origin } from "#events/origin.ts";
import type { EventExplanation } from "./explain.ts";
import type { EventRole, RunSummary } from "./run-event.ts";

/** A range of a log to be marked: zero-based lines, UTF-16 columns. */
export interface LogMark {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The whole event, or the text that made a clause true. */
  readonly kind: "event" | "clause";
  readonly role: EventRole;
  readonly clause?: number;
  readonly field?: string;
}

/** The marks of one sample. */
export interface LogHighlights {
  readonly sample: number;
  /** Events behind the result rows in this sample. */
  readonly matchedEvents: number;
  /** How many of them are marked. */
  readonly markedEvents: number;
  readonly marks: readonly LogMark[];
}

/** How a clause fared in a run; `unreached` when no row came to its stage. */
export interface ClauseHighlight {
  readonly id: number;
  readonly span: Span;
  readonly state: "matched" | "never" | "unreached";
  readonly hits: number;
}

/** The row counts of a stage, for a hint behind it. */
export interface StageHint {
  readonly span: Span;
  readonly command: string;
  /** `4,812 → 7` */
  readonly label: string;
}

/** The marks of the logs of a run: the events that were explained, and in each the text of every true clause. */
export function highlightLogs(
  summary: RunSummary,
  explanations: readonly EventExplanation[],
  samples: number,
): readonly LogHighlights[] {
  const roles = rolesOf(summary);
  const logs: LogHighlights[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const own = explanations.filter(({ origin }) => origin.sample === sample);
    logs.push({
      sample,
      matchedEvents: summary.matched.bySample[sample] ?? 0,
      markedEvents: own.length,
      marks: own.flatMap((explanation) => eventMarks(explanation, roles.get(keyOf(explanation.origin)) ?? "matched")),
    });
  }
  return logs;
}

/** The state of each clause of the rule. */
export function highlightClauses(summary: RunSummary): readonly ClauseHighlight[] {
  return summary.clauses.map(({ id, start, end, hits, reached }) => ({
    id,
    span: { start, end },
    state: hits > 0 ? "matched" : reached === 0 ? "unreached" : "never",
    hits,
  }));
}

/** What each stage made of the rows that it got. */
export function stageHints(summary: RunSummary): readonly StageHint[] {
  return summary.stages.map(({ command, start, end, in: before, out }) => ({
    span: { start, end },
    command,
    label: `${grouped(before)} → ${grouped(out)}`,
  }));
}

function rolesOf({ matched }: RunSummary): ReadonlyMap<string, EventRole> {
  return new Map(matched.origins.map((origin, i) => [keyOf(origin), matched.roles[i] ?? "matched"]));
}

function keyOf({ sample, ordinal }: Origin): string {
  return `${sample}:${ordinal}`;
}

function eventMarks({ origin, text, clauses }: EventExplanation, role: EventRole): readonly LogMark[] {
  const lines = lineMap(text);
  const at = (offset: number): Position => {
    const { line, column } = positionAt(lines, offset);
    return { line: origin.line + line, column: line === 0 ? origin.column + column : column };
  };
  const range = ({ start, end }: Span) => {
    const [from, to] = [at(start), at(end)];
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
  const marks: LogMark[] = [{ ...range({ start: 0, end: text.length }), kind: "event", role }];
  for (const { id, spans } of clauses) {
    for (const { span, field } of spans) {
      // The whole text is marked as the event already.
      if (span.start === 0 && span.end === text.length) continue;
      marks.push({ ...range(span), kind: "clause", role, clause: id, field });
    }
  }
  return marks;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
