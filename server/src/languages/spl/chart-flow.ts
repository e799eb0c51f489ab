import { type FieldSet, onlyFields } from "#events/field-set.ts";
import type { FlowContext } from "#semantics/dialect.ts";
import type { Aggregation, FieldRef } from "#syntax/spl/ast.ts";
import { aggregateFields, groupField } from "./aggregate-flow.ts";
import { byStage } from "./by-stage.ts";

/** The fields after a chart: the row field and the aggregations; with a split any column may be there. */
export function chartFlow(
  aggregations: readonly Aggregation[] | undefined,
  row: FieldRef | string | undefined,
  split: boolean,
  before: FieldSet,
  ctx: FlowContext,
): FieldSet {
  const name = typeof row === "string" ? row : row?.name;
  const key = name === undefined ? [] : [[name, groupField(before, name, ctx)] as const];
  if (split) return onlyFields(before, key, byStage(ctx.stage), { open: true, order: "sorted" });
  const made = aggregateFields(aggregations, before, ctx);
  return onlyFields(before, [...key, ...made.fields], byStage(ctx.stage), { open: !made.complete, order: "sorted" });
}
