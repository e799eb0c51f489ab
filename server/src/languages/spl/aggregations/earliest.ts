import { timedAccumulator } from "../by-time.ts";
import { defineAggregation } from "../define.ts";

export const earliest = defineAggregation({
  name: "earliest",
  summary: "The value of the oldest row that has one.",
  details: "By `_time`; rows without a time are ignored, of equal times the first seen counts.",
  returns: "any",
  start: () => timedAccumulator(({ value }) => value),
  examples: [
    {
      agg: "earliest(x)",
      rows: [
        { _time: 20, x: "10" },
        { _time: 30, x: "50" },
        { _time: 10, x: "5" },
      ],
      is: "5",
    },
    { agg: "earliest(x)", rows: [{ x: "1" }], is: null },
  ],
});
