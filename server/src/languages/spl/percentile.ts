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
    sliding: () => slidingPercentile(percent),
  };
}

/** The same over a window that slides: the numbers stay in order. */
function slidingPercentile(percent: number): AccumulatorLike {
  const sorted: number[] = [];
  return {
    add: (value: Value) => forEachNumber(value, (number) => sorted.splice(placeOf(number, sorted), 0, number)),
    remove(value: Value) {
      forEachNumber(value, (number) => sorted.splice(placeOf(number, sorted), 1));
      return true;
    },
    result: () => percentileOf(sorted, percent),
  };
}

/** The first place in the order that is not before a number. */
function placeOf(number: number, sorted: readonly number[]): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? number) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

function percentileOf(sorted: readonly number[], percent: number): number | null {
  // The part between two numbers is kept as a hundredth part until the end, so that 90% of 1, 2, 3, 4, 10 is 7.6 and no hair beside it.
  const hundredths = (sorted.length - 1) * percent;
  const below = Math.floor(hundredths / 100);
  const low = sorted[below];
  if (low === undefined) return null;
  const high = sorted[below + 1] ?? low;
  return low + ((high - low) * (hundredths - 100 * below)) / 100;
}
