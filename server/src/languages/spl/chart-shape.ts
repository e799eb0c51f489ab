import { type CompiledAggregationPlan, isRefusal, type PlanContext, type Refusal } from "#semantics/dialect.ts";
import type { Aggregation, ByItem, FieldRef, Option, SplitBy } from "#syntax/spl/ast.ts";
import { outputName, planAggregations } from "./aggregate-plan.ts";
import { type BinPlan, planBins } from "./bin-plan.ts";
import { optionBool, optionNumber, optionText } from "./read-option.ts";
import { refuse } from "./refuse.ts";

/** A field that makes the rows or the columns of a chart, with its bins when it is cut into ranges. */
export interface ChartAxis {
  readonly field: FieldRef;
  readonly bins: BinPlan | undefined;
}

/** The field of a cell's value, for aggregations over cells. */
export const CELL = "\u0000cell";

/** Which columns of a split stay. */
export interface ColumnChoice {
  /** How many; undefined for all. */
  readonly most: number | undefined;
  readonly fromBottom: boolean;
  /** What a column is ranked by: an aggregation over its rows, or the sum of its cells. */
  readonly score: CompiledAggregationPlan | undefined;
  /** Whether the score is over the column's cells (`where max in top5`), not over its rows (`where max(n) in top5`). */
  readonly ofCells: boolean;
  /** Instead of a number: columns whose score is beyond a value. */
  readonly bound: { readonly op: "<" | ">"; readonly value: number } | undefined;
  readonly inverted: boolean;
  /** The column for all others; undefined to leave them out. */
  readonly other: string | undefined;
  /** The column for rows without the field; undefined to leave them out. */
  readonly missing: string | undefined;
}

/** A chart, planned. */
export interface ChartShape {
  readonly plans: readonly CompiledAggregationPlan[];
  readonly names: readonly string[];
  readonly row: ChartAxis;
  readonly split: ChartAxis | undefined;
  readonly columns: ColumnChoice;
  readonly columnName: (aggregation: string, value: string) => string;
}

/** The options that chart and timechart share, wherever they stand. */
export interface ChartOptions {
  readonly limit?: Option | undefined;
  readonly agg?: Option | undefined;
  readonly sep?: Option | undefined;
  readonly format?: Option | undefined;
  readonly usenull?: Option | undefined;
  readonly useother?: Option | undefined;
  readonly nullstr?: Option | undefined;
  readonly otherstr?: Option | undefined;
}

/** An option of the split before the one of the command. */
function pick(name: string, split: SplitBy | undefined, otherwise: Option | undefined): Option | undefined {
  return split?.options.find((option) => option.name === name) ?? otherwise;
}

/** The bins that options next to a field ask for; undefined when they ask for none. */
function axisBins(field: string, options: readonly Option[], ctx: PlanContext): BinPlan | undefined | Refusal {
  const named = (name: string) => options.find((option) => option.name === name);
  const bins = {
    span: named("span"),
    bins: named("bins"),
    minspan: named("minspan"),
    start: named("start"),
    end: named("end"),
    aligntime: named("aligntime"),
  };
  return bins.span === undefined && bins.bins === undefined ? undefined : planBins(field, bins, ctx.timeRange);
}

/** One axis from a BY item. */
export function chartAxis(item: ByItem | SplitBy, ctx: PlanContext): ChartAxis | Refusal {
  const { field } = item;
  if (field.kind !== "field") return refuse("E-CHARTSPLIT", item.span, "PREFIX() is for tstats only; name a field.");
  const bins = axisBins(field.name, item.options, ctx);
  return isRefusal(bins) ? bins : { field, bins };
}

function choice(
  split: SplitBy | undefined,
  given: ChartOptions,
  several: boolean,
  ctx: PlanContext,
): ColumnChoice | Refusal {
  const limit = /^(top|bottom)?\s*(\d+)$/i.exec(optionText(pick("limit", split, given.limit)) ?? "10");
  const agg = pick("agg", split, given.agg);
  const ranking = split?.where?.aggregation ?? (agg?.value.kind === "aggregation" ? agg.value : undefined);
  const score = ranking === undefined ? undefined : ctx.aggregation(ranking);
  if (isRefusal(score)) return score;
  const ofCells = score?.wildcard !== undefined && ranking?.argument === undefined;
  if (ofCells && several && ranking !== undefined) {
    return refuse(
      "E-CHARTSPLIT",
      ranking.span,
      `With several aggregations '${ranking.written}' does not say which one it is over; write ${ranking.written}(field).`,
    );
  }
  const where = split?.where;
  const bounded = where !== undefined && (where.op === "<" || where.op === ">");
  const number = where === undefined ? optionNumber(undefined, Number(limit?.[2] ?? 10)) : where.value;
  return {
    most: bounded || number === 0 ? undefined : number,
    fromBottom: where === undefined ? limit?.[1]?.toLowerCase() === "bottom" : where.edge === "bottom",
    score: ofCells ? score.wildcard.of(CELL) : score,
    ofCells,
    bound: bounded ? { op: where.op === "<" ? "<" : ">", value: where.value } : undefined,
    inverted: where?.op === "notin",
    other: optionBool(pick("useother", split, given.useother), true)
      ? (optionText(pick("otherstr", split, given.otherstr)) ?? "OTHER")
      : undefined,
    missing: optionBool(pick("usenull", split, given.usenull), true)
      ? (optionText(pick("nullstr", split, given.nullstr)) ?? "NULL")
      : undefined,
  };
}

/** Refuses a second field of a split, where the rows are given already: it would be passed over. */
export function secondSplit(by: SplitBy | undefined): Refusal | undefined {
  if (by?.row === undefined) return undefined;
  return refuse(
    "E-STATSARG",
    by.field.span,
    `The argument '${by.field.name}' is invalid. One field can split the columns.`,
  );
}

/** Plans a chart; the row axis is given, since timechart's is always `_time`. */
export function chartShape(
  aggregations: readonly Aggregation[] | undefined,
  row: ChartAxis,
  split: SplitBy | undefined,
  given: ChartOptions,
  ctx: PlanContext,
): ChartShape | Refusal {
  if (aggregations === undefined || aggregations.length === 0) {
    return refuse("E-CHARTFIELDS", ctx.stage.span, "You must specify data field(s) to chart.");
  }
  const keys = split === undefined ? [row.field] : [row.field, split.field];
  const plans = planAggregations(aggregations, keys, ctx);
  if (isRefusal(plans)) return plans;
  const axis = split === undefined ? undefined : chartAxis(split, ctx);
  if (isRefusal(axis)) return axis;
  const columns = choice(split, given, aggregations.length > 1, ctx);
  if (isRefusal(columns)) return columns;
  const separator = optionText(given.sep) ?? ": ";
  const format = optionText(given.format) ?? `$AGG$${separator}$VAL$`;
  const columnName = (aggregation: string, value: string): string =>
    aggregations.length === 1
      ? value
      : format.replace(/\$(AGG|VAL)\$/g, (_all, which) => (which === "AGG" ? aggregation : value));
  return { plans, names: aggregations.map(outputName), row, split: axis, columns, columnName };
}
