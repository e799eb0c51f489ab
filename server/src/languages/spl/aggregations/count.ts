import { isMulti } from "#events/value.ts";
import { defineAggregation } from "../define.ts";

export const count = defineAggregation({
  name: "count",
  aliases: ["c"],
  argument: "optional",
  always: true,
  summary: "Counts rows, or the values of a field, or the rows for which an eval condition is true.",
  details: "Each value of a multivalue is counted; an absent field is not. Nothing to count gives 0.",
  returns: "number",
  start: () => {
    let count = 0;
    return {
      add(value) {
        if (isMulti(value)) count += value.length;
        else if (value !== false) count += 1;
      },
      result: () => count,
    };
  },
  examples: [
    { agg: "count", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: 5 },
    { agg: "count(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: 4 },
    { agg: "count(x)", rows: [], is: 0 },
  ],
});
