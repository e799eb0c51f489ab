import type { Batch } from "#events/batch.ts";
import type { Row } from "#events/row.ts";
import { collect, inBatches } from "#runtime/collect.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { CommandDefinition, Dialect } from "#semantics/dialect.ts";
import type { Aggregation, ArgNode, Stage } from "#syntax/spl/ast.ts";

/**
 * After which stage of a search the events are put in order, newest first (SPL reference 5.1): as late as the stages so far take each
 * row by itself, so that only what passes them is kept. -1 when no later stage nor the result depends on the order.
 */
export function orderedAfter(stages: readonly Stage[], dialect: Dialect): number {
  let last = 0;
  for (const [index, stage] of stages.entries()) {
    if (index === 0) continue;
    const definition = dialect.command(stage.command);
    if (definition === undefined) return last;
    if (definition.rowWise) {
      last = index;
      continue;
    }
    return settlesOrder(stage, definition, dialect) ? -1 : last;
  }
  return last;
}

/** Whether a stage gives the same rows in the same order whatever the order of its input. */
function settlesOrder(stage: Stage, definition: CommandDefinition, dialect: Dialect): boolean {
  if (definition.type !== "transforming") return false;
  if (definition.orderInsensitive) return true;
  const { aggregations } = stage.args;
  if (!Array.isArray(aggregations)) return false;
  return aggregations.filter(isAggregation).every((aggregation) => !dependsOnOrder(aggregation, dialect));
}

function isAggregation(node: ArgNode): node is Aggregation {
  return node.kind === "aggregation";
}

function dependsOnOrder({ name, param, inner }: Aggregation, dialect: Dialect): boolean {
  const found = dialect.aggregation(param === undefined ? name : `${name}${param}`);
  return (found?.definition.orderSensitive ?? true) || (inner !== undefined && dependsOnOrder(inner, dialect));
}

/** The events newest first; equal times in reverse order of arrival; without a time at the end. */
export async function* newestFirst(input: AsyncIterable<Batch>, run: RunContext): AsyncGenerator<Batch> {
  const rows = await collect(input, run);
  yield* inBatches(rows.sort(compareEvents), run);
}

function compareEvents(a: Row, b: Row): number {
  const x = a.event;
  const y = b.event;
  if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
  if (x.time !== y.time) {
    if (x.time === null || y.time === null) return x.time === null ? 1 : -1;
    return y.time - x.time;
  }
  return y.origin.sample - x.origin.sample || y.origin.ordinal - x.origin.ordinal;
}
