import { overMoments } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const sum = defineAggregation({
  name: "sum",
  summary: "Adds up the numeric values of a field.",

  returns: "number",
  start: () => overMoments(({ sum }) => sum),
  examples: [
    { agg: "sum(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 10 },
    { agg: "sum(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: 28 },
  ],
});
