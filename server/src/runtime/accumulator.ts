import type { Row } from "#events/row.ts";
import type { Value } from "#events/value.ts";
import type { RunContext } from "./run-context.ts";

/**
 * The running state of one aggregation over one group. `value` is the argument's value in this row (null when absent, never
 * passed on for aggregations that skip nulls); for `count` without argument it is true.
 */
export interface Accumulator {
  add(value: Value, row: Row): void;
  /** The result so far; may be asked again after more rows (streamstats). */
  result(): Value;
  /** Takes back the value that was added longest ago. False when that is not exact: the accumulator is then of no more use. */
  remove?(value: Value): boolean;
  /**
   * A fresh accumulator of the same aggregation over a window that slides: one that can take back, which may need more memory. Without
   * it, and without `remove`, each step computes the window anew.
   */
  sliding?(): Accumulator;
}

/** Makes a fresh accumulator for a group. */
export type AccumulatorFactory = (run: RunContext) => Accumulator;
