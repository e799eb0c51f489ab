import type { FieldSet } from "#events/field-set.ts";
import { wholeSet } from "#runtime/collect.ts";
import type { Operator } from "#runtime/operator.ts";
import { type FlowContext, isRefusal, type PlanContext, type Refusal } from "#semantics/dialect.ts";
import type { ByItem, Option, SplitBy } from "#syntax/spl/ast.ts";
import type { Args } from "#syntax/spl/grammar.ts";
import { chartFlow } from "./chart-flow.ts";
import { AXIS_OPTIONS, CHART_OPTIONS } from "./chart-grammar.ts";
import { chartOf, chartRows } from "./chart-rows.ts";
import { chartAxis, chartShape, secondSplit } from "./chart-shape.ts";
import { option } from "./parts.ts";
import { optionBool } from "./read-option.ts";
import { refuse } from "./refuse.ts";
import { statsPlan } from "./stats-plan.ts";

/** The arguments of chart and its summary form. */
export const CHART_GRAMMAR = {
  ...CHART_OPTIONS,
  cont: option("cont", "bool", "Also rows for ranges without events; true is not run here."),
  span: option("span", "span", "Size of the ranges of the row field."),
  bins: option("bins", "int", "How many ranges of the row field to make at most."),
  over: {
    kind: "clause-split",
    keywords: ["over"],
    options: AXIS_OPTIONS,
    doc: "The field whose values make the rows.",
  },
  by: {
    kind: "clause-split",
    keywords: ["by"],
    options: AXIS_OPTIONS,
    doc: "Without OVER: the row field, and after it the split. With OVER: the field whose values make the columns.",
  },
} as const;

type ChartArgs = Args<typeof CHART_GRAMMAR>;

/** The item that makes the rows and the one that makes the columns. */
function axes({ over, by }: ChartArgs): { row: ByItem | SplitBy | undefined; split: SplitBy | undefined } {
  if (over !== undefined) return { row: over, split: by };
  return by?.row === undefined ? { row: by, split: undefined } : { row: by.row, split: by };
}

/** The fields after chart. */
export function chartFieldFlow(args: ChartArgs, before: FieldSet, ctx: FlowContext): FieldSet {
  const { row, split } = axes(args);
  return chartFlow(
    args.aggregations,
    row?.field.kind === "field" ? row.field : undefined,
    split !== undefined,
    before,
    ctx,
  );
}

/** How chart runs. */
export function chartRun(args: ChartArgs, ctx: PlanContext): Operator | Refusal {
  const { row, split } = axes(args);
  // Without a field of the rows there is one row, as of stats.
  if (row === undefined) return statsPlan({ aggregations: args.aggregations, by: undefined }, ctx);
  if (args.cont !== undefined && optionBool(args.cont, false)) {
    const message = "cont=true, which adds rows for ranges without events, is not run here: leave it out.";
    return refuse("unsupported-argument", args.cont.span, message);
  }
  const second = args.over === undefined ? undefined : secondSplit(args.by);
  if (second !== undefined) return second;
  const own = [args.span, args.bins].filter((each): each is Option => each !== undefined);
  const axis = chartAxis({ ...row, options: [...row.options, ...own] }, ctx);
  if (isRefusal(axis)) return axis;
  const shape = chartShape(args.aggregations, axis, split, args, ctx);
  if (isRefusal(shape)) return shape;
  return wholeSet(async (rows, run) => chartRows(await chartOf(rows, shape, run), axis.field.name));
}
