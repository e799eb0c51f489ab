import { byTime } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const latestTime = defineAggregation({
  name: "latest_time",
  summary: "The _time of the latest row that has the field, with six decimals.",

  returns: "number",
  start: () => byTime("latest", ({ time }) => time.toFixed(6)),
  examples: [
    { agg: "latest_time(x)", rows: [{ _time: "20", x: "b" }, { _time: "10", x: "a" }, { x: "none" }], is: "20.000000" },
  ],
});
