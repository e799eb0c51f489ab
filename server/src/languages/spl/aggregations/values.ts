import { compareText } from "#events/compare.ts";
import { fromList, toList } from "#events/value.ts";
import { defineAggregation } from "../define.ts";

export const values = defineAggregation({
  name: "values",
  summary: "The different values, sorted as texts.",
  details: "Case-sensitive: upper case stands before lower case, 10 before 9. One value alone is a single value.",
  returns: "multivalue",
  start: () => {
    const seen = new Set<string>();
    return {
      add(value) {
        if (typeof value === "string") seen.add(value);
        else for (const text of toList(value)) seen.add(text);
      },
      result: () => fromList([...seen].sort(compareText)),
    };
  },
  examples: [
    { agg: "values(x)", rows: [{ x: "b" }, { x: "a" }, { x: "b" }, { x: "B" }], is: ["B", "a", "b"] },
    { agg: "values(x)", rows: [{ x: ["10", "9"] }, { x: "a" }], is: ["10", "9", "a"] },
    { agg: "values(x)", rows: [{ x: "a" }], is: "a" },
    { agg: "values(x)", rows: [{}], is: null },
  ],
});
