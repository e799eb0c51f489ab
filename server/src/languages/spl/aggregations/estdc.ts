import { toList } from "#events/value.ts";
import { defineAggregation } from "../define.ts";

export const estdc = defineAggregation({
  name: "estdc",
  summary: "An estimate of how many different values there are.",
  details: "Exact here; 0 when there is none. Each of several values counts.",
  returns: "number",
  always: true,
  start: () => {
    const seen = new Set<string>();
    return {
      add(value) {
        if (typeof value === "string") seen.add(value);
        else for (const text of toList(value)) seen.add(text);
      },
      result: () => seen.size,
    };
  },
  examples: [
    { agg: "estdc(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: 3 },
    { agg: "estdc(x)", rows: [{ x: "a" }, { x: "A" }], is: 2 },
    { agg: "estdc(x)", rows: [{}], is: 0 },
  ],
});
