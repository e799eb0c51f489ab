import { overMoments } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const variance = defineAggregation({
  name: "var",
  summary: "The variance of a sample.",
  details: "One value gives 0.",
  returns: "number",
  start: () => overMoments(({ squaredDistances, count }) => (count < 2 ? 0 : squaredDistances / (count - 1))),
  examples: [{ agg: "var(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: "1.6666666666666667" }],
});
