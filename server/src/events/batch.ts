import type { Row } from "./row.ts";

/** Rows travel in batches: as cheap as synchronous code, and every batch is a place to stop. */
export type Batch = readonly Row[];

/** How many rows a batch holds at most, unless an operator has reason to differ. */
export const BATCH_SIZE = 256;
