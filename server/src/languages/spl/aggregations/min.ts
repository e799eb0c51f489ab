import { extreme } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const min = defineAggregation({
  name: "min",
  summary: "The smallest value of a field.",
  details: "Numerically when all values are numbers, else by code unit, in which `10` is before `9`.",
  returns: "any",
  start: () => extreme(-1),
  examples: [
    { agg: "min(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 1 },
    { agg: "min(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: "10" },
  ],
});
