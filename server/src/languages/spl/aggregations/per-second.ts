import { defineAggregation } from "../define.ts";
import { momentsAccumulator } from "../moments.ts";

export const perSecond = defineAggregation({
  name: "per_second",
  summary: "The sum of the numbers of a time span, scaled to a second.",
  details: "In timechart only, which divides by the length of its spans.",
  returns: "number",
  only: ["timechart", "sitimechart"],
  perSeconds: 1,
  start: () => momentsAccumulator(({ sum }) => sum),
  examples: [{ agg: "per_second(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 10 }],
});
