import { defineAggregation } from "../define.ts";
import { extremeAccumulator } from "../extremes.ts";

export const min = defineAggregation({
  name: "min",
  summary: "The smallest value.",
  details: "By number if all values are numbers; otherwise all are compared as texts, where 10 stands before 9.",
  returns: "any",
  start: () => extremeAccumulator(-1),
  examples: [
    { agg: "min(x)", rows: [{ x: "10" }, { x: "9" }], is: "9" },
    { agg: "min(x)", rows: [{ x: "10" }, { x: "9" }, { x: "a" }], is: "10" },
    { agg: "min(x)", rows: [{ y: "1" }], is: null },
  ],
});
