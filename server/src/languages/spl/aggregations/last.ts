import { byArrival } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const last = defineAggregation({
  name: "last",
  orderSensitive: true,
  summary: "The last value in the order of the rows.",
  details: "Events come newest first, so without a sort this is the oldest one.",
  returns: "any",
  start: () => byArrival("last"),
  examples: [{ agg: "last(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: "a" }],
});
