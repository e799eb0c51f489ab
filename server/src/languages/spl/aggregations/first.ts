import { byArrival } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const first = defineAggregation({
  name: "first",
  orderSensitive: true,
  summary: "The first value in the order of the rows.",
  details: "Events come newest first, so without a sort this is the newest one. For time, use earliest() and latest().",
  returns: "any",
  start: () => byArrival("first"),
  examples: [{ agg: "first(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: "10" }],
});
