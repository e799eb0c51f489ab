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

/**
 * An accumulator whose result is computed from the moments of all numbers; null without any. Numbers are taken back as long as all
 * are whole and their sums exact; the spread is then not that of the rest, so a result that needs it says `spread`.
 */
export function momentsAccumulator(
  result: (moments: Moments) => number | null,
  needs: "sums" | "spread" = "spread",
): AccumulatorLike {
  let exact = needs === "sums";
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
    exact &&= Number.isSafeInteger(x) && sumOfSquares <= Number.MAX_SAFE_INTEGER;
  };
  const takeBack = (x: number): void => {
    count--;
    sum -= x;
    sumOfSquares -= x * x;
  };
  return {
    add: (value: Value) => forEachNumber(value, take),
    remove(value: Value) {
      if (exact) forEachNumber(value, takeBack);
      return exact;
    },
    result: () => (count === 0 ? null : result({ count, sum, sumOfSquares, spread })),
  };
}
