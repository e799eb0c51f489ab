import { defineAggregation } from "../define.ts";
import { momentsAccumulator } from "../moments.ts";

export const perDay = defineAggregation({
  name: "per_day",
  summary: "The sum of the numbers of a time span, scaled to a day.",
  details: "In timechart only, which divides by the length of its spans.",
  returns: "number",
  only: ["timechart", "sitimechart"],
  perSeconds: 86_400,
  start: () => momentsAccumulator(({ sum }) => sum),
  examples: [{ agg: "per_day(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 10 }],
});
