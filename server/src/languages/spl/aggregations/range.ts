import { overSorted } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const range = defineAggregation({
  name: "range",
  summary: "The distance between the largest and the smallest numeric value.",

  returns: "number",
  start: () => overSorted((sorted) => (sorted.at(-1) ?? 0) - (sorted[0] ?? 0)),
  examples: [{ agg: "range(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 3 }],
});
