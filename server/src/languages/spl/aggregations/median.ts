import { defineAggregation } from "../define.ts";
import { percentileAccumulator } from "../percentile.ts";

export const median = defineAggregation({
  name: "median",
  summary: "The number in the middle; of an even count the mean of the two.",
  details: "The same as perc50.",
  returns: "number",
  start: () => percentileAccumulator(50),
  examples: [
    { agg: "median(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 2.5 },
    { agg: "median(x)", rows: [{ x: "9" }, { x: "1" }, { x: "5" }], is: 5 },
  ],
});
