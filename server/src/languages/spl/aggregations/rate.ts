import { toNumber } from "#events/value.ts";
import { timedAccumulator } from "../by-time.ts";
import { defineAggregation } from "../define.ts";

export const rate = defineAggregation({
  name: "rate",
  summary: "How much a counter grows in a second, from its oldest to its newest value.",
  details:
    "One reset of the counter is made good: when the newest value is below the largest, the largest is added. Absent for a single moment.",
  returns: "number",
  start: () =>
    timedAccumulator((earliest, latest, largest) => {
      const from = toNumber(earliest.value);
      const to = toNumber(latest.value);
      const seconds = latest.time - earliest.time;
      if (from === null || to === null || largest === null || seconds === 0) return null;
      return (to < largest ? to + largest - from : to - from) / seconds;
    }),
  examples: [
    {
      agg: "rate(x)",
      rows: [
        { _time: 0, x: "10" },
        { _time: 20, x: "50" },
      ],
      is: 2,
    },
    {
      agg: "rate(x)",
      rows: [
        { _time: 0, x: "10" },
        { _time: 10, x: "50" },
        { _time: 20, x: "20" },
      ],
      is: 3,
    },
    { agg: "rate(x)", rows: [{ _time: 0, x: "10" }], is: null },
  ],
});
