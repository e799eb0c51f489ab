import { defineAggregation } from "../define.ts";
import { momentsAccumulator } from "../moments.ts";

export const perMinute = defineAggregation({
  name: "per_minute",
  summary: "The sum of the numbers of a time span, scaled to a minute.",
  details: "In timechart only, which divides by the length of its spans.",
  returns: "number",
  only: ["timechart", "sitimechart"],
  perSeconds: 60,
  start: () => momentsAccumulator(({ sum }) => sum),
  examples: [{ agg: "per_minute(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 10 }],
});
