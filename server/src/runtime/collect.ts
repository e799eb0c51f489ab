import { BATCH_SIZE, type Batch } from "#events/batch.ts";
import type { Row } from "#events/row.ts";
import type { Operator } from "./operator.ts";
import type { RunContext } from "./run-context.ts";

/**
 * How many waiting rows keep what was parsed of their events. Beyond it, moving all that through the garbage collection takes
 * longer than to parse again what is asked for.
 */
export const PARSED_ROWS = 256;

/** All rows of an input, in order. Stops when the run is cancelled. */
export async function collect(input: AsyncIterable<Batch>, run: RunContext): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of input) {
    run.signal.throwIfAborted();
    for (const row of batch) {
      if (rows.length >= PARSED_ROWS) row.unload();
      rows.push(row);
    }
  }
  return rows;
}

/** The first `limit` rows of an input; `cut` tells whether there were more. The input is closed early then. */
export async function collectUpTo(
  input: AsyncIterable<Batch>,
  limit: number,
  run: RunContext,
): Promise<{ readonly rows: Row[]; readonly cut: boolean }> {
  const rows: Row[] = [];
  for await (const batch of input) {
    run.signal.throwIfAborted();
    for (const row of batch) {
      if (rows.length >= limit) return { rows, cut: true };
      rows.push(row);
    }
  }
  return { rows, cut: false };
}

/** Rows in batches. */
export async function* inBatches(rows: readonly Row[], run: RunContext): AsyncGenerator<Batch> {
  for (let at = 0; at < rows.length; at += BATCH_SIZE) {
    run.signal.throwIfAborted();
    const batch = rows.length <= BATCH_SIZE ? rows : rows.slice(at, at + BATCH_SIZE);
    yield batch;
    // What has passed is still held by the list.
    if (rows.length > PARSED_ROWS) for (const row of batch) row.unload();
  }
}

/** An operator that needs all rows before it gives the first. */
export function wholeSet(work: (rows: Row[], run: RunContext) => readonly Row[] | Promise<readonly Row[]>): Operator {
  return async function* (input, run) {
    yield* inBatches(await work(await collect(input, run), run), run);
  };
}

/** The input of a stage that reads none. */
export async function* noRows(): AsyncGenerator<Batch> {}
