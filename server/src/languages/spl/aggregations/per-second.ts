import { overMoments } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const perSecond = defineAggregation({
  name: "per_second",
  only: ["timechart"],
  perSeconds: 1,
  summary: "The sum of a field per second of timechart's spans.",
  details: "In timechart the sum is scaled to the length of the span.",
  returns: "number",
  start: () => overMoments(({ sum }) => sum),
  examples: [{ agg: "per_second(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 10 }],
});
