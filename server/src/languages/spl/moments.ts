import type { Value } from "#events/value.ts";
import type { AccumulatorLike } from "#semantics/dialect.ts";
import { forEachNumber } from "./value-occurrences.ts";

/** Count, sum and spread of numbers, added one by one. */
export interface Moments {
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  /** Sum of squared distances from the mean, kept as Welford does so that close numbers do not lose their spread. */
  readonly spread: number;
}

/** An accumulator whose result is computed from the moments of all numbers; null without any. */
export function momentsAccumulator(result: (moments: Moments) => number | null): AccumulatorLike {
  let count = 0;
  let sum = 0;
  let sumOfSquares = 0;
  let mean = 0;
  let spread = 0;
  const take = (x: number): void => {
    count++;
    sum += x;
    sumOfSquares += x * x;
    const distance = x - mean;
    mean += distance / count;
    spread += distance * (x - mean);
  };
  return {
    add: (value: Value) => forEachNumber(value, take),
    result: () => (count === 0 ? null : result({ count, sum, sumOfSquares, spread })),
  };
}
