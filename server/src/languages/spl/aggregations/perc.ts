import { defineAggregation } from "../define.ts";
import { percentileAccumulator } from "../percentile.ts";

export const perc = defineAggregation({
  name: "perc",
  aliases: ["p"],
  summary: "A percentile of the numbers: `perc95` is not exceeded by 95 % of them.",
  details:
    "Linear between the two ordered numbers around the place. The number is from 0 to below 100 and may have decimals.",
  parametrised: true,
  returns: "number",
  start: (percent = 50) => percentileAccumulator(percent),
  examples: [
    { agg: "perc75(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 3.25 },
    { agg: "p50(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 2.5 },
    { agg: "perc90(x)", rows: [{ x: "a" }], is: null },
  ],
});
