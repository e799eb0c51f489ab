import { defineAggregation } from "../define.ts";
import { momentsAccumulator } from "../moments.ts";

export const stdevp = defineAggregation({
  name: "stdevp",
  summary: "The standard deviation of a whole population.",
  details: "Values that are no numbers are left out; absent when there is none. Each of several values counts.",
  returns: "number",
  start: () => momentsAccumulator(({ spread, count }) => Math.sqrt(spread / count)),
  examples: [
    { agg: "stdevp(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 1.118033988749895 },
    { agg: "stdevp(x)", rows: [{ x: "a" }], is: null },
  ],
});
