import { defineAggregation } from "../define.ts";
import { percentileAccumulator } from "../percentile.ts";

export const exactperc = defineAggregation({
  name: "exactperc",
  summary: "An exact percentile of the numbers: `exactperc95` is not exceeded by 95 % of them.",
  details:
    "Linear between the two ordered numbers around the place. Computed exactly here, as perc is. The number is from 0 to below 100 and may have decimals.",
  parametrised: true,
  returns: "number",
  start: (percent = 50) => percentileAccumulator(percent),
  examples: [
    { agg: "exactperc75(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 3.25 },
    { agg: "exactperc50(x)", rows: [{ x: "1" }, { x: "2" }, { x: "3" }, { x: "4" }], is: 2.5 },
    { agg: "exactperc90(x)", rows: [{ x: "a" }], is: null },
  ],
});
