import { toNumber } from "#events/value.ts";
import { defineAggregation } from "../define.ts";

export const rate = defineAggregation({
  name: "rate",
  summary: "How fast a counter grows: the difference of the latest and earliest value, per second between them.",
  details: "One restart of the counter is made up for.",
  returns: "number",
  start: () => {
    const seen: { readonly time: number; readonly value: number }[] = [];
    return {
      add(value, row) {
        const time = toNumber(row.get("_time"));
        const number = toNumber(value);
        if (time !== null && number !== null) seen.push({ time, value: number });
      },
      result() {
        const sorted = [...seen].sort((a, b) => a.time - b.time);
        const [first, last] = [sorted[0], sorted.at(-1)];
        if (first === undefined || last === undefined || first.time === last.time) return null;
        // A counter that started anew once had grown to the value before that.
        const reset = sorted.find((one, i) => i > 0 && one.value < (sorted[i - 1]?.value ?? 0));
        const lost = reset === undefined ? 0 : (sorted[sorted.indexOf(reset) - 1]?.value ?? 0);
        return (last.value - first.value + lost) / (last.time - first.time);
      },
    };
  },
  examples: [
    {
      agg: "rate(x)",
      rows: [
        { _time: "0", x: "10" },
        { _time: "10", x: "30" },
      ],
      is: 2,
    },
    {
      agg: "rate(x)",
      rows: [
        { _time: "0", x: "10" },
        { _time: "5", x: "30" },
        { _time: "10", x: "5" },
      ],
      is: 2.5,
    },
  ],
});
