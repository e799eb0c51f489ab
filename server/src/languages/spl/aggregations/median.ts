import { overSorted, percentile } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const median = defineAggregation({
  name: "median",
  summary: "The middle of the numeric values: perc50.",

  returns: "number",
  start: () => overSorted((sorted) => percentile(sorted, 50)),
  examples: [{ agg: "median(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 2.5 }],
});
