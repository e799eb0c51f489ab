import { defineAggregation } from "../define.ts";
import { momentsAccumulator } from "../moments.ts";

export const varp = defineAggregation({
  name: "varp",
  summary: "The variance of a whole population.",
  details: "Values that are no numbers are left out; absent when there is none. Each of several values counts.",
  returns: "number",
  start: () => momentsAccumulator(({ spread, count }) => spread / count),
  examples: [
    { agg: "varp(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 1.25 },
    { agg: "varp(x)", rows: [{ x: "a" }], is: null },
  ],
});
