import { defineAggregation } from "../define.ts";
import { momentsAccumulator } from "../moments.ts";

export const varAggregation = defineAggregation({
  name: "var",
  summary: "The variance of a sample.",
  details:
    "One number alone gives 0. Values that are no numbers are left out; absent when there is none. Each of several values counts.",
  returns: "number",
  start: () => momentsAccumulator(({ spread, count }) => spread / Math.max(count - 1, 1)),
  examples: [
    { agg: "var(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 1.6666666666666667 },
    { agg: "var(x)", rows: [{ x: "a" }], is: null },
  ],
});
