import type { Value } from "#events/value.ts";
import { defineAggregation } from "../define.ts";
import { lastOf } from "../value-occurrences.ts";

export const last = defineAggregation({
  name: "last",
  summary: "The last value in the order in which the rows come.",
  details: "Events come newest first, so it is the oldest value of events.",
  returns: "any",
  orderSensitive: true,
  start: () => {
    let found: Value = null;
    let inside = 0;
    return {
      add(value) {
        inside++;
        if (value !== null) found = lastOf(value);
      },
      remove() {
        inside--;
        if (inside === 0) found = null;
        return true;
      },
      result: () => found,
    };
  },
  examples: [
    { agg: "last(x)", rows: [{ x: "b" }, { x: "a" }, {}], is: "a" },
    { agg: "last(x)", rows: [{}], is: null },
  ],
});
