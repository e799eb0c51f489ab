import { byTime } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const earliestTime = defineAggregation({
  name: "earliest_time",
  summary: "The _time of the earliest row that has the field, with six decimals.",

  returns: "number",
  start: () => byTime("earliest", ({ time }) => time.toFixed(6)),
  examples: [
    {
      agg: "earliest_time(x)",
      rows: [{ _time: "20", x: "b" }, { _time: "10", x: "a" }, { x: "none" }],
      is: "10.000000",
    },
  ],
});
