import { extreme } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const max = defineAggregation({
  name: "max",
  summary: "The largest value of a field.",
  details: "Numerically when all values are numbers, else by code unit.",
  returns: "any",
  start: () => extreme(1),
  examples: [
    { agg: "max(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 4 },
    { agg: "max(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: "a" },
  ],
});
