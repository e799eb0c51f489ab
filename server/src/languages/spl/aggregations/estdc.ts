import { eachText } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const estdc = defineAggregation({
  name: "estdc",
  always: true,
  summary: "Counts the different values of a field; exact here.",
  details: "Splunk estimates; this engine counts exactly.",
  returns: "number",
  start: () => {
    const seen = new Set<string>();
    return {
      add: (value) => eachText(value, (text) => seen.add(text)),
      result: () => seen.size,
    };
  },
  examples: [{ agg: "estdc(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: 3 }],
});
