import { defineAggregation } from "../define.ts";
import { momentsAccumulator } from "../moments.ts";

export const perHour = defineAggregation({
  name: "per_hour",
  summary: "The sum of the numbers of a time span, scaled to an hour.",
  details: "In timechart only, which divides by the length of its spans.",
  returns: "number",
  only: ["timechart", "sitimechart"],
  perSeconds: 3600,
  start: () => momentsAccumulator(({ sum }) => sum),
  examples: [{ agg: "per_hour(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 10 }],
});
