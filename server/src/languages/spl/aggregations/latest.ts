import { byTime } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const latest = defineAggregation({
  name: "latest",
  orderSensitive: true,
  summary: "The value of the row with the largest _time that has the field.",
  details: "Rows without _time do not count.",
  returns: "any",
  start: () => byTime("latest", ({ value }) => value),
  examples: [{ agg: "latest(x)", rows: [{ _time: "20", x: "b" }, { _time: "10", x: "a" }, { x: "none" }], is: "b" }],
});
