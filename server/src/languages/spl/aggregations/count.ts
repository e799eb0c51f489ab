import { defineAggregation } from "../define.ts";
import { occurrences } from "../value-occurrences.ts";

export const count = defineAggregation({
  name: "count",
  aliases: ["c"],
  summary: "How many rows there are; of a field, how many values; of a condition, for how many rows it holds.",
  details: "0 when there is none. Each of several values counts.",
  argument: "optional",
  returns: "number",
  always: true,
  start: () => {
    let total = 0;
    return {
      add(value) {
        total += occurrences(value);
      },
      remove(value) {
        total -= occurrences(value);
        return true;
      },
      result: () => total,
    };
  },
  examples: [
    { agg: "count", rows: [{ x: "1" }, {}], is: 2 },
    { agg: "count(x)", rows: [{ x: "1" }, {}, { x: ["a", "b"] }], is: 3 },
    { agg: 'count(eval(x="1"))', rows: [{ x: "1" }, {}, { x: "2" }], is: 1 },
    { agg: "c(x)", rows: [{}], is: 0 },
  ],
});
