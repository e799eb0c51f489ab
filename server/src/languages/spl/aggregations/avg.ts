import { defineAggregation } from "../define.ts";
import { momentsAccumulator } from "../moments.ts";

export const avg = defineAggregation({
  name: "avg",
  aliases: ["mean"],
  summary: "The mean of the numbers.",
  details: "Values that are no numbers are left out; absent when there is none. Each of several values counts.",
  returns: "number",
  start: () => momentsAccumulator(({ sum, count }) => sum / count),
  examples: [
    { agg: "avg(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 2.5 },
    { agg: "mean(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 2.5 },
    { agg: "avg(x)", rows: [{ x: "a" }], is: null },
  ],
});
