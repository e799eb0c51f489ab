import { defineAggregation } from "../define.ts";
import { momentsAccumulator } from "../moments.ts";

export const sumsq = defineAggregation({
  name: "sumsq",
  summary: "The sum of the squares of the numbers.",
  details: "Values that are no numbers are left out; absent when there is none. Each of several values counts.",
  returns: "number",
  start: () => momentsAccumulator(({ sumOfSquares }) => sumOfSquares),
  examples: [
    { agg: "sumsq(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 30 },
    { agg: "sumsq(x)", rows: [{ x: "a" }], is: null },
  ],
});
