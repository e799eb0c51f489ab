import { byTime } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const earliest = defineAggregation({
  name: "earliest",
  orderSensitive: true,
  summary: "The value of the row with the smallest _time that has the field.",
  details: "Rows without _time do not count.",
  returns: "any",
  start: () => byTime("earliest", ({ value }) => value),
  examples: [{ agg: "earliest(x)", rows: [{ _time: "20", x: "b" }, { _time: "10", x: "a" }, { x: "none" }], is: "a" }],
});
