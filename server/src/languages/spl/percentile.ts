import type { Value } from "#events/value.ts";
import type { AccumulatorLike } from "#semantics/dialect.ts";
import { forEachNumber } from "./value-occurrences.ts";

/** A percentile: linear between the ordered values around (n-1)·p/100 (SPL reference 4.10). Keeps all numbers. */
export function percentileAccumulator(percent: number): AccumulatorLike {
  const numbers: number[] = [];
  let sorted = true;
  return {
    add: (value: Value) =>
      forEachNumber(value, (number) => {
        sorted &&= numbers.length === 0 || number >= (numbers.at(-1) ?? number);
        numbers.push(number);
      }),
    result: () => {
      if (!sorted) numbers.sort((a, b) => a - b);
      sorted = true;
      return percentileOf(numbers, percent);
    },
  };
}

function percentileOf(sorted: readonly number[], percent: number): number | null {
  const place = ((sorted.length - 1) * percent) / 100;
  const below = Math.floor(place);
  const low = sorted[below];
  if (low === undefined) return null;
  const high = sorted[below + 1] ?? low;
  return low + (high - low) * (place - below);
}
