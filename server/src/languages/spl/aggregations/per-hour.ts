import { overMoments } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const perHour = defineAggregation({
  name: "per_hour",
  only: ["timechart"],
  perSeconds: 3600,
  summary: "The sum of a field per hour of timechart's spans.",
  details: "In timechart the sum is scaled to the length of the span.",
  returns: "number",
  start: () => overMoments(({ sum }) => sum),
  examples: [{ agg: "per_hour(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 10 }],
});
