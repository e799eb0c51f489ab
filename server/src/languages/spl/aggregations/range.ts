import type { AccumulatorLike } from "#semantics/dialect.ts";
import { defineAggregation } from "../define.ts";
import { SlidingBest } from "../sliding-best.ts";
import { forEachNumber } from "../value-occurrences.ts";

export const range = defineAggregation({
  name: "range",
  summary: "The largest number less the smallest.",
  details: "Values that are no numbers are left out; absent when there is none.",
  returns: "number",
  start: () => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    return {
      add: (value) =>
        forEachNumber(value, (number) => {
          low = Math.min(low, number);
          high = Math.max(high, number);
        }),
      result: () => (low > high ? null : high - low),
      sliding: slidingRange,
    };
  },
  examples: [
    { agg: "range(x)", rows: [{ x: "1" }, { x: "4" }, { x: "a" }], is: 3 },
    { agg: "range(x)", rows: [{ x: "a" }], is: null },
  ],
});

/** The same over a window that slides. */
function slidingRange(): AccumulatorLike {
  const low = new SlidingBest<number>((a, b) => a < b);
  const high = new SlidingBest<number>((a, b) => a > b);
  let added = 0;
  let taken = 0;
  return {
    add(value) {
      added++;
      forEachNumber(value, (number) => {
        for (const best of [low, high]) best.add(number, added);
      });
    },
    remove() {
      taken++;
      for (const best of [low, high]) best.forget(taken);
      return true;
    },
    result: () => (low.best === undefined || high.best === undefined ? null : high.best - low.best),
  };
}
