import { inBatches } from "#runtime/collect.ts";
import { fieldKey } from "#runtime/grouping.ts";
import type { Operator } from "#runtime/operator.ts";
import { isRefusal, type PlanContext, type Refusal } from "#semantics/dialect.ts";
import type { Aggregation, FieldRef } from "#syntax/spl/ast.ts";
import { planAggregations } from "./aggregate-plan.ts";
import { AggregateRows, type GroupingShape } from "./aggregate-rows.ts";
import { allNumeric } from "./all-numeric.ts";
import { fieldNames } from "./read-option.ts";

/** What stats and its kin were told. */
export interface StatsShape {
  readonly aggregations: readonly Aggregation[] | undefined;
  readonly by: readonly FieldRef[] | undefined;
  readonly allnum?: boolean;
  readonly distinctValues?: boolean;
}

/** The grouping that a stage's arguments ask for, or why it cannot run. */
export function groupingShape(stats: StatsShape, ctx: PlanContext): GroupingShape | Refusal {
  const { aggregations = [], by, allnum = false, distinctValues = false } = stats;
  const plans = planAggregations(aggregations, by, ctx);
  if (isRefusal(plans)) return plans;
  const shape = { by: fieldNames(by).map(fieldKey), plans, distinctValues };
  return allnum ? { ...shape, adapt: allNumeric(aggregations) } : shape;
}

/** One row for each group, as stats gives them. */
export function statsPlan(stats: StatsShape, ctx: PlanContext): Operator | Refusal {
  const shape = groupingShape(stats, ctx);
  if (isRefusal(shape)) return shape;
  const { stage } = ctx;
  return async function* (input, run) {
    const aggregate = await AggregateRows.start(shape, run);
    let met = false;
    for await (const batch of input) {
      run.signal.throwIfAborted();
      met ||= batch.length > 0;
      await aggregate.take(batch);
    }
    if (aggregate.grouping.cut) {
      run.problem({
        code: "limit-groups",
        severity: "warning",
        message: `${stage.command} kept the first ${run.limits.groups} groups; rows of further groups are not counted.`,
        span: stage.span,
      });
    }
    const rows = aggregate.rows();
    // Without rows and BY only an aggregation that counts has anything to say (SPL reference, stats).
    yield* inBatches(met || shape.by.length > 0 ? rows : rows.filter((row) => row.names().length > 0), run);
  };
}
