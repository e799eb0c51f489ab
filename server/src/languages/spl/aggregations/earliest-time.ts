import { epochText } from "#events/epoch-text.ts";
import { timedAccumulator } from "../by-time.ts";
import { defineAggregation } from "../define.ts";

export const earliestTime = defineAggregation({
  name: "earliest_time",
  summary: "The time of the oldest row that has a value.",
  details: "Epoch seconds with six decimals.",
  returns: "number",
  start: () => timedAccumulator(({ time }) => epochText(time)),
  examples: [
    {
      agg: "earliest_time(x)",
      rows: [
        { _time: 20, x: "10" },
        { _time: 30, x: "50" },
        { _time: 10, x: "5" },
      ],
      is: "10.000000",
    },
    { agg: "earliest_time(x)", rows: [{ x: "1" }], is: null },
  ],
});
