import { overMoments } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const avg = defineAggregation({
  name: "avg",
  aliases: ["mean"],
  summary: "The mean of the numeric values of a field.",

  returns: "number",
  start: () => overMoments(({ sum, count }) => sum / count),
  examples: [
    { agg: "avg(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 2.5 },
    { agg: "avg(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: "9.333333333333334" },
  ],
});
