import { overMoments } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const perDay = defineAggregation({
  name: "per_day",
  only: ["timechart"],
  perSeconds: 86400,
  summary: "The sum of a field per day of timechart's spans.",
  details: "In timechart the sum is scaled to the length of the span.",
  returns: "number",
  start: () => overMoments(({ sum }) => sum),
  examples: [{ agg: "per_day(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 10 }],
});
