import { fromList } from "#events/value.ts";
import { eachText } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const values = defineAggregation({
  name: "values",
  summary: "The different values of a field, sorted as text.",
  details: "One value stays a single value.",
  returns: "multivalue",
  start: () => {
    const seen = new Set<string>();
    return {
      add: (value) => eachText(value, (text) => seen.add(text)),
      result: () => fromList([...seen].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))),
    };
  },
  examples: [{ agg: "values(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: ["10", "9", "a"] }],
});
