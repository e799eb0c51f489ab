import { epochText } from "#events/epoch-text.ts";
import { timedAccumulator } from "../by-time.ts";
import { defineAggregation } from "../define.ts";

export const latestTime = defineAggregation({
  name: "latest_time",
  summary: "The time of the newest row that has a value.",
  details: "Epoch seconds with six decimals.",
  returns: "number",
  start: () => timedAccumulator((_earliest, { time }) => epochText(time)),
  examples: [
    {
      agg: "latest_time(x)",
      rows: [
        { _time: 20, x: "10" },
        { _time: 30, x: "50" },
        { _time: 10, x: "5" },
      ],
      is: "30.000000",
    },
    { agg: "latest_time(x)", rows: [{ x: "1" }], is: null },
  ],
});
