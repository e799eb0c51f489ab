import { overMoments } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const sumsq = defineAggregation({
  name: "sumsq",
  summary: "Adds up the squares of the numeric values of a field.",

  returns: "number",
  start: () => overMoments(({ sumOfSquares }) => sumOfSquares),
  examples: [{ agg: "sumsq(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 30 }],
});
