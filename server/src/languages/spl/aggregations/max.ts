import { defineAggregation } from "../define.ts";
import { extremeAccumulator } from "../extremes.ts";

export const max = defineAggregation({
  name: "max",
  summary: "The largest value.",
  details: "By number if all values are numbers; otherwise all are compared as texts, where 10 stands before 9.",
  returns: "any",
  start: () => extremeAccumulator(1),
  examples: [
    { agg: "max(x)", rows: [{ x: "10" }, { x: "9" }], is: "10" },
    { agg: "max(x)", rows: [{ x: "10" }, { x: "9" }, { x: "a" }], is: "a" },
    { agg: "max(x)", rows: [{ y: "1" }], is: null },
  ],
});
