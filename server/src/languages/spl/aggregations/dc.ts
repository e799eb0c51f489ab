import { toList } from "#events/value.ts";
import { defineAggregation } from "../define.ts";

export const dc = defineAggregation({
  name: "dc",
  aliases: ["distinct_count"],
  summary: "How many different values there are.",
  details: "Compared as texts, case-sensitive; 0 when there is none. Each of several values counts.",
  returns: "number",
  always: true,
  start: () => {
    const seen = new Map<string, number>();
    return {
      add(value) {
        if (typeof value === "string") seen.set(value, (seen.get(value) ?? 0) + 1);
        else for (const text of toList(value)) seen.set(text, (seen.get(text) ?? 0) + 1);
      },
      remove(value) {
        for (const text of toList(value)) {
          const count = seen.get(text) ?? 0;
          if (count > 1) seen.set(text, count - 1);
          else seen.delete(text);
        }
        return true;
      },
      result: () => seen.size,
    };
  },
  examples: [
    { agg: "dc(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: 3 },
    { agg: "distinct_count(x)", rows: [{ x: "a" }, { x: "A" }], is: 2 },
    { agg: "dc(x)", rows: [{}], is: 0 },
  ],
});
