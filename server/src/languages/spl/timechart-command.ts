import type { FieldSet } from "#events/field-set.ts";
import type { Row } from "#events/row.ts";
import { ALL_TIME, type TimeRange } from "#events/time-range.ts";
import { spanEnd, type TimeSpan } from "#events/time-span.ts";
import { timeZone } from "#events/time-zone.ts";
import { formatNumber, toNumber } from "#events/value.ts";
import type { Binning } from "#runtime/binning.ts";
import { wholeSet } from "#runtime/collect.ts";
import type { Operator } from "#runtime/operator.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { type FlowContext, isRefusal, type PlanContext, type Refusal } from "#semantics/dialect.ts";
import type { FieldRef } from "#syntax/spl/ast.ts";
import type { Args } from "#syntax/spl/grammar.ts";
import { planBins } from "./bin-plan.ts";
import { chartFlow } from "./chart-flow.ts";
import { AXIS_OPTIONS, CHART_OPTIONS } from "./chart-grammar.ts";
import { chartOf, chartRows } from "./chart-rows.ts";
import { type ChartShape, chartShape, secondSplit } from "./chart-shape.ts";
import { option } from "./parts.ts";
import { optionBool } from "./read-option.ts";

/** The arguments of timechart and its summary form. */
export const TIMECHART_GRAMMAR = {
  ...CHART_OPTIONS,
  partial: option("partial", "bool", "Whether to keep the first and last span when they are cut.", "true"),
  cont: option("cont", "bool", "A row for spans without events too.", "true"),
  fixedrange: option(
    "fixedrange",
    "bool",
    "Rows for the whole range that the search's time terms ask for, not that of its events only.",
    "true",
  ),
  span: option("span", "span", "The length of time of a row."),
  bins: option("bins", "int", "How many rows to make at most when no span is given.", "100"),
  minspan: option("minspan", "span", "The shortest span to choose when none is given."),
  aligntime: option("aligntime", "time", "The moment from which spans are counted."),
  by: {
    kind: "clause-split",
    keywords: ["by"],
    options: AXIS_OPTIONS,
    doc: "The field whose values make the columns.",
  },
} as const;

type TimechartArgs = Args<typeof TIMECHART_GRAMMAR>;

/** More rows than any chart shows: a span that is far too short for the data stops there. */
const MOST_ROWS = 100_000;

/** The beginnings of all spans from the first to the last one that holds events, or of the range where it has an end. */
function continuous(
  labels: readonly string[],
  span: TimeSpan,
  { earliest, latest }: TimeRange,
  bin: Binning,
  run: RunContext,
): readonly string[] {
  const zone = timeZone(run.settings.timeZone);
  const begin = earliest === null ? null : toNumber(bin(earliest));
  const first = Math.min(Number(labels[0]), begin ?? Number.POSITIVE_INFINITY);
  const last = Number(labels.at(-1));
  const known = new Map(labels.map((label) => [Number(label), label] as const));
  const all: string[] = [];
  for (let at = first; at <= last || (latest !== null && at < latest); at = spanEnd(at, span, zone)) {
    all.push(known.get(at) ?? formatNumber(at));
    if (all.length > MOST_ROWS) return labels;
  }
  return all;
}

/** Without the first and last span when the range cuts them. */
function wholeSpans(
  labels: readonly string[],
  span: TimeSpan,
  { earliest, latest }: TimeRange,
  run: RunContext,
): readonly string[] {
  const zone = timeZone(run.settings.timeZone);
  const begins = (at: number) => earliest === null || at >= earliest;
  const ends = (at: number) => latest === null || spanEnd(at, span, zone) <= latest;
  return labels.filter((label) => begins(Number(label)) && ends(Number(label)));
}

/** Scales per_second() and its kin to the length of each row's span. */
function scaled(rows: readonly Row[], shape: ChartShape, span: TimeSpan, run: RunContext): void {
  const zone = timeZone(run.settings.timeZone);
  const factors = shape.plans.map((plan) => plan.perSeconds);
  if (factors.every((factor) => factor === undefined)) return;
  for (const row of rows) {
    const start = toNumber(row.get("_time")) ?? 0;
    const length = spanEnd(start, span, zone) - start;
    for (const name of row.names()) {
      const place = shape.names.findIndex((output) => name === output || name.startsWith(shape.columnName(output, "")));
      const factor = factors[shape.split !== undefined && shape.plans.length === 1 ? 0 : place];
      const value = toNumber(row.get(name));
      if (name !== "_time" && factor !== undefined && value !== null) row.set(name, (value * factor) / length);
    }
  }
}

/** The fields after timechart. */
export function timechartFlow(args: TimechartArgs, before: FieldSet, ctx: FlowContext): FieldSet {
  return chartFlow(args.aggregations, "_time", args.by !== undefined, before, ctx);
}

/** How timechart runs. */
export function timechartRun(args: TimechartArgs, ctx: PlanContext): Operator | Refusal {
  const second = secondSplit(args.by);
  if (second !== undefined) return second;
  const { span, bins, minspan, aligntime } = args;
  const plan = planBins("_time", { span, bins, minspan, aligntime }, ctx.timeRange);
  if (isRefusal(plan)) return plan;
  const field: FieldRef = {
    kind: "field",
    span: ctx.stage.span,
    name: "_time",
    quote: "none",
    wildcard: false,
    access: "group",
  };
  const shape = chartShape(args.aggregations, { field, bins: plan }, args.by, args, ctx);
  if (isRefusal(shape)) return shape;
  return wholeSet(async (rows, run) => {
    const chart = await chartOf(rows, shape, run);
    const length = plan.timeSpan(rows, run);
    const gaps = length !== undefined && chart.rows.length > 0 && optionBool(args.cont, true);
    const range = ctx.timeRange(run);
    const shown = optionBool(args.fixedrange, true) ? range : ALL_TIME;
    const all = gaps ? continuous(chart.rows, length, shown, plan.binning(rows, run), run) : chart.rows;
    if (gaps && all === chart.rows) {
      run.problem({
        code: "limit-rows",
        severity: "warning",
        message: `timechart leaves out spans without events, since there would be more than ${MOST_ROWS} rows.`,
        span: ctx.stage.span,
      });
    }
    const cuts = length === undefined || optionBool(args.partial, true);
    const made = chartRows(chart, "_time", cuts ? all : wholeSpans(all, length, range, run));
    if (length !== undefined) scaled(made, shape, length, run);
    return made;
  });
}
