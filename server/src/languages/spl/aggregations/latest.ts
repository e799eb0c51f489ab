import { timedAccumulator } from "../by-time.ts";
import { defineAggregation } from "../define.ts";

export const latest = defineAggregation({
  name: "latest",
  summary: "The value of the newest row that has one.",
  details: "By `_time`; rows without a time are ignored, of equal times the first seen counts.",
  returns: "any",
  start: () => timedAccumulator((_earliest, { value }) => value),
  examples: [
    {
      agg: "latest(x)",
      rows: [
        { _time: 20, x: "10" },
        { _time: 30, x: "50" },
        { _time: 10, x: "5" },
      ],
      is: "50",
    },
    { agg: "latest(x)", rows: [{ x: "1" }], is: null },
  ],
});
