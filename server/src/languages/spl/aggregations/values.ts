import { compareText } from "#events/compare.ts";
import { fromList, toList } from "#events/value.ts";
import type { AccumulatorLike } from "#semantics/dialect.ts";
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
      sliding: slidingValues,
    };
  },
  examples: [
    { agg: "values(x)", rows: [{ x: "b" }, { x: "a" }, { x: "b" }, { x: "B" }], is: ["B", "a", "b"] },
    { agg: "values(x)", rows: [{ x: ["10", "9"] }, { x: "a" }], is: ["10", "9", "a"] },
    { agg: "values(x)", rows: [{ x: "a" }], is: "a" },
    { agg: "values(x)", rows: [{}], is: null },
  ],
});

/** The same over a window that slides. */
function slidingValues(): AccumulatorLike {
  const seen = new Map<string, number>();
  return {
    add(value) {
      for (const text of toList(value)) seen.set(text, (seen.get(text) ?? 0) + 1);
    },
    remove(value) {
      for (const text of toList(value)) {
        const count = seen.get(text) ?? 0;
        if (count > 1) seen.set(text, count - 1);
        else seen.delete(text);
      }
      return true;
    },
    result: () => fromList([...seen.keys()].sort(compareText)),
  };
}
