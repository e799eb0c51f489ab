import { autoSpan } from "#events/auto-span.ts";
import type { Row } from "#events/row.ts";
import { parseTimeSpan, spanEnd, spanStart, type TimeSpan } from "#events/time-span.ts";
import { type TimeZone, timeZone } from "#events/time-zone.ts";
import { toNumber, toText, type Value } from "#events/value.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { AccumulatorLike } from "#semantics/dialect.ts";
import { defineAggregation } from "../define.ts";
import { occurrences } from "../value-occurrences.ts";

/** The first value of every sparkline, by which Splunk knows one. */
const MARK = "##__SPARKLINE__##";
/** More points than a line in a table can show. */
const MOST = 1000;

export const sparkline = defineAggregation({
  name: "sparkline",
  summary: "Another aggregation over time, as the points of a small line.",
  details:
    "Several values: a mark, then one number for each span from the oldest to the newest row, 0 where there is nothing. Without a span " +
    "one is chosen that gives at most 100 points. With a span that would give more than 1000 the newest are left out and the run says so.",
  argument: "optional",
  returns: "multivalue",
  start: (_param, run) => sparkAccumulator(countAccumulator, undefined, run),
  startOver: (inner, span, run) => sparkAccumulator(inner, span, run),
  examples: [
    {
      agg: "sparkline(count,1m)",
      rows: [{ _time: 0 }, { _time: 30 }, { _time: 130 }],
      is: [MARK, "2", "0", "1"],
    },
    {
      agg: "sparkline(sum(x),1m)",
      rows: [
        { _time: 0, x: "1" },
        { _time: 60, x: "5" },
      ],
      is: [MARK, "1", "5"],
    },
  ],
});

function countAccumulator(): AccumulatorLike {
  let total = 0;
  return {
    add(value) {
      total += occurrences(value);
    },
    result: () => total,
  };
}

/** The time that a line goes over. */
interface Course {
  readonly first: number;
  readonly last: number;
  readonly zone: TimeZone;
  readonly run: RunContext;
}

interface Point {
  readonly time: number;
  readonly value: Value;
  readonly row: Row;
}

function sparkAccumulator(inner: () => AccumulatorLike, written: string | undefined, run: RunContext): AccumulatorLike {
  const zone = timeZone(run.settings.timeZone);
  const chosen = written === undefined ? null : parseTimeSpan(written);
  if (written !== undefined && chosen === null) {
    const message = `The span '${written}' of a sparkline is no length of time such as 5m; one is chosen instead.`;
    run.problem({ code: "sparkline-span", severity: "warning", message });
  }
  const points: Point[] = [];
  return {
    add(value, row) {
      const time = toNumber(row.get("_time"));
      if (time !== null) points.push({ time, value, row: row.copy() });
    },
    result() {
      if (points.length === 0) return null;
      let first = Number.POSITIVE_INFINITY;
      let last = Number.NEGATIVE_INFINITY;
      for (const { time } of points) {
        first = Math.min(first, time);
        last = Math.max(last, time);
      }
      const span = chosen ?? autoSpan(first, last, zone);
      return [MARK, ...pointTexts(points, inner, span, { first, last, zone, run })];
    },
  };
}

function pointTexts(
  points: readonly Point[],
  inner: () => AccumulatorLike,
  span: TimeSpan,
  { first, last, zone, run }: Course,
): readonly string[] {
  const spans = new Map<number, AccumulatorLike>();
  let at = spanStart(first, span, zone);
  for (; at <= last && spans.size < MOST; at = spanEnd(at, span, zone)) spans.set(at, inner());
  if (at <= last) {
    const message = `A sparkline has at most ${MOST} points here; with spans of ${span.count}${span.unit} the newest are left out.`;
    run.problem({ code: "limit-sparkline", severity: "warning", message });
  }
  for (const { time, value, row } of points) spans.get(spanStart(time, span, zone))?.add(value, row);
  return [...spans.values()].map((accumulator) => toText(accumulator.result()) ?? "0");
}
