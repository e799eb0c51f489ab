import { BATCH_SIZE, type Batch } from "#events/batch.ts";
import type { FieldSource, SampleEvent } from "#events/event.ts";
import type { Origin } from "#events/origin.ts";
import { Row } from "#events/row.ts";
import { inBatches, PARSED_ROWS } from "#runtime/collect.ts";
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

/**
 * The events newest first; equal times in reverse order of arrival; without a time at the end. With `whole`, only the first so
 * many rows keep their fields: of the others remains which events they are.
 */
export async function* newestFirst(
  input: AsyncIterable<Batch>,
  run: RunContext,
  whole = Number.POSITIVE_INFINITY,
): AsyncGenerator<Batch> {
  const newest: Row[] = [];
  const traces: Row[] = [];
  const settle = (): void => {
    newest.sort(compareEvents);
    for (const row of newest.splice(whole)) traces.push(traceOf(row));
  };
  for await (const batch of input) {
    run.signal.throwIfAborted();
    for (const row of batch) {
      timeOf(row.event);
      if (newest.length >= PARSED_ROWS) row.unload();
      newest.push(row);
    }
    // Not after each batch: what is sorted once then serves as many rows again.
    if (newest.length >= 1.25 * whole + BATCH_SIZE) settle();
  }
  settle();
  yield* inBatches(newest, run);
  yield* inBatches(traces.sort(compareEvents), run);
}

/** A row without fields that leads to the same events. */
function traceOf({ event, lineage }: Row): Row {
  const row = new Row(null, event === null ? null : new EventTrace(timeOf(event), event.origin));
  row.lineage = lineage;
  return row;
}

/** What is left of an event of which only the place and the time count. */
class EventTrace implements SampleEvent {
  readonly fields: FieldSource = NO_FIELDS;
  readonly time: number | null;
  readonly origin: Origin;

  constructor(time: number | null, origin: Origin) {
    this.time = time;
    this.origin = origin;
  }

  raw(): string {
    return "";
  }
}

const NO_FIELDS: FieldSource = { get: () => null, names: () => [] };

/** The time of an event, which it then knows without its fields. */
function timeOf(event: SampleEvent | null): number | null {
  return event === null ? null : event.time;
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
