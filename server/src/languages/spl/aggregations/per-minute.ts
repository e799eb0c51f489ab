import { overMoments } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const perMinute = defineAggregation({
  name: "per_minute",
  only: ["timechart"],
  perSeconds: 60,
  summary: "The sum of a field per minute of timechart's spans.",
  details: "In timechart the sum is scaled to the length of the span.",
  returns: "number",
  start: () => overMoments(({ sum }) => sum),
  examples: [{ agg: "per_minute(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 10 }],
});
