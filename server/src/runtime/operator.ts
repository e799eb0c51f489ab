import type { Batch } from "#events/batch.ts";
import type { RunContext } from "./run-context.ts";

/**
 * One stage at work: pulls batches and gives batches. Closing the result early closes the input (a generator's `finally`).
 * Rows that it takes are its own; it must not keep rows that it has passed on.
 */
export type Operator = (input: AsyncIterable<Batch>, run: RunContext) => AsyncIterable<Batch>;

/** Something that is made ready at the start of a run, when subsearches have run and counters exist. */
export type Prepared<T> = (run: RunContext) => T | Promise<T>;
