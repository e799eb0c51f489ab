import { overMoments } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const varp = defineAggregation({
  name: "varp",
  summary: "The variance of a population.",

  returns: "number",
  start: () => overMoments(({ squaredDistances, count }) => squaredDistances / count),
  examples: [{ agg: "varp(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 1.25 }],
});
