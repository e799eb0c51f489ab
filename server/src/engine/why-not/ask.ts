import type { Batch } from "#events/batch.ts";
import type { SampleEvent } from "#events/event.ts";
import type { Row } from "#events/row.ts";
import { noRows } from "#runtime/collect.ts";
import type { ClauseTrace, RunContext } from "#runtime/run-context.ts";
import type { Dialect } from "#semantics/dialect.ts";
import { type CompiledSearch, withFields } from "../compile/spl.ts";
import { rereadingContext } from "../rereading.ts";
import type { RunOptions } from "../run.ts";
import type { SampleInput } from "../samples.ts";

/** What every clause of the filters said of one event. */
export interface Asked {
  readonly event: SampleEvent;
  readonly truths: ReadonlyMap<number, boolean | null>;
  readonly seen: ReadonlyMap<number, ClauseTrace>;
  /** The row in which a clause was asked last: of a dataset it has the names of its fields. */
  readonly row: Row | undefined;
}

/** How many stages from the start treat each row by itself; 0 when the first makes its rows itself. */
export function rowWisePrefix({ stages }: CompiledSearch, dialect: Dialect): number {
  let count = 0;
  for (const { command } of stages) {
    const definition = dialect.command(command);
    const first = count === 0 && definition?.name === "search";
    if (!first && (definition?.rowWise !== true || definition.generating)) break;
    count++;
  }
  return count;
}

/**
 * Asks every clause in the row-wise stages about events of the samples, none of which is dropped on the way; when the first
 * command makes its rows itself, the clauses of that one. `chosen` says which events are asked. Rejects when cancelled.
 */
export async function askEvents(
  search: CompiledSearch,
  prefix: number,
  samples: readonly SampleInput[],
  options: RunOptions,
  chosen: (event: SampleEvent) => boolean,
  tell: (asked: Asked) => void,
): Promise<void> {
  const answers = new Map<SampleEvent, Map<number, ClauseTrace>>();
  const rows = new Map<SampleEvent, Row>();
  const trace = (row: Row, seen: ClauseTrace): void => {
    const own = row.event === null ? undefined : answers.get(row.event);
    const before = own?.get(seen.clause);
    if (before === undefined || seen.truth === true) own?.set(seen.clause, seen);
    if (row.event !== null) rows.set(row.event, row);
  };
  const bare: RunContext = { ...rereadingContext(search, samples, options), trace, passAll: true };
  const context = withFields(bare, search.fields);
  const told = (): void => {
    for (const [event, seen] of answers) {
      tell({
        event,
        seen,
        row: rows.get(event),
        truths: new Map([...seen].map(([clause, { truth }]) => [clause, truth])),
      });
    }
    answers.clear();
    rows.clear();
  };
  // A stage pulls the next events when it is done with those that it has.
  const chosenOnes = (): AsyncIterable<Batch> =>
    chosenRows(context.events(), chosen, told, (event) => answers.set(event, new Map()));
  for await (const _ of throughStages(search, prefix, context, chosenOnes)) {
    context.signal.throwIfAborted();
    await options.breathe?.();
  }
  told();
}

function throughStages(
  { stages }: CompiledSearch,
  prefix: number,
  context: RunContext,
  rows: () => AsyncIterable<Batch>,
): AsyncIterable<Batch> {
  const [first] = stages;
  if (prefix === 0 && first !== undefined) return first.operator(noRows(), { ...context, events: rows });
  return stages.slice(0, prefix).reduce((input, { operator }) => operator(input, context), rows());
}

async function* chosenRows(
  events: AsyncIterable<Batch>,
  chosen: (event: SampleEvent) => boolean,
  done: () => void,
  take: (event: SampleEvent) => void,
): AsyncGenerator<Batch> {
  for await (const batch of events) {
    done();
    const own: Row[] = [];
    for (const row of batch) {
      if (row.event === null || !chosen(row.event)) continue;
      take(row.event);
      own.push(row);
    }
    if (own.length > 0) yield own;
  }
}
