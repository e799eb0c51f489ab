import { defineAggregation } from "../define.ts";
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
    };
  },
  examples: [
    { agg: "range(x)", rows: [{ x: "1" }, { x: "4" }, { x: "a" }], is: 3 },
    { agg: "range(x)", rows: [{ x: "a" }], is: null },
  ],
});
