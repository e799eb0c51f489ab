import { overSorted, percentile } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const upperperc = defineAggregation({
  name: "upperperc",
  parametrised: true,
  summary: "The value below which the given percentage of the numeric values lies.",
  details:
    "The number is from 0 up to, not including, 100, and may have a fraction. Between two values the result lies on the line between them.",
  returns: "number",
  start: (param = 50) => overSorted((sorted) => percentile(sorted, param)),
  examples: [
    { agg: "upperperc50(x)", rows: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((x) => ({ x })), is: 5.5 },
    { agg: "upperperc95(x)", rows: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((x) => ({ x })), is: 9.55 },
  ],
});
