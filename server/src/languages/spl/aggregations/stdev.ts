import { overMoments } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const stdev = defineAggregation({
  name: "stdev",
  summary: "The standard deviation of a sample.",
  details: "One value gives 0.",
  returns: "number",
  start: () =>
    overMoments(({ squaredDistances, count }) => (count < 2 ? 0 : Math.sqrt(squaredDistances / (count - 1)))),
  examples: [
    { agg: "stdev(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: "1.2909944487358056" },
    { agg: "stdev(x)", rows: [{ x: "5" }], is: 0 },
  ],
});
