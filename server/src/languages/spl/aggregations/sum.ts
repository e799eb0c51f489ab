import { defineAggregation } from "../define.ts";
import { momentsAccumulator } from "../moments.ts";

export const sum = defineAggregation({
  name: "sum",
  summary: "The sum of the numbers.",
  details: "Values that are no numbers are left out; absent when there is none. Each of several values counts.",
  returns: "number",
  start: () => momentsAccumulator(({ sum }) => sum),
  examples: [
    { agg: "sum(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 10 },
    { agg: "sum(x)", rows: [{ x: "a" }], is: null },
  ],
});
