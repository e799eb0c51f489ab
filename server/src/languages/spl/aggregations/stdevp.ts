import { overMoments } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const stdevp = defineAggregation({
  name: "stdevp",
  summary: "The standard deviation of a population.",

  returns: "number",
  start: () => overMoments(({ squaredDistances, count }) => Math.sqrt(squaredDistances / count)),
  examples: [{ agg: "stdevp(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: "1.118033988749895" }],
});
