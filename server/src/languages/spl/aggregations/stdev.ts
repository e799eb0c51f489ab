import { defineAggregation } from "../define.ts";
import { momentsAccumulator } from "../moments.ts";

export const stdev = defineAggregation({
  name: "stdev",
  summary: "The standard deviation of a sample.",
  details:
    "One number alone gives 0. Values that are no numbers are left out; absent when there is none. Each of several values counts.",
  returns: "number",
  start: () => momentsAccumulator(({ spread, count }) => Math.sqrt(spread / Math.max(count - 1, 1))),
  examples: [
    { agg: "stdev(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 1.2909944487358056 },
    { agg: "stdev(x)", rows: [{ x: "a" }], is: null },
  ],
});
