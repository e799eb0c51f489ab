import { eachText } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const dc = defineAggregation({
  name: "dc",
  aliases: ["distinct_count"],
  always: true,
  summary: "Counts the different values of a field.",
  details: "Texts are compared exactly, case included. Nothing gives 0.",
  returns: "number",
  start: () => {
    const seen = new Set<string>();
    return {
      add: (value) => eachText(value, (text) => seen.add(text)),
      result: () => seen.size,
    };
  },
  examples: [
    { agg: "dc(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: 3 },
    { agg: "dc(x)", rows: [], is: 0 },
  ],
});
