import type { Value } from "#events/value.ts";
import { Deque } from "#runtime/deque.ts";
import { defineAggregation } from "../define.ts";
import { firstOf } from "../value-occurrences.ts";

export const first = defineAggregation({
  name: "first",
  summary: "The first value in the order in which the rows come.",
  details: "Events come newest first, so it is the newest value of events.",
  returns: "any",
  orderSensitive: true,
  start: () => {
    let found: Value = null;
    return {
      add(value) {
        if (found === null) found = firstOf(value);
      },
      result: () => found,
      sliding: () => {
        const all = new Deque<Value>();
        return {
          add: (value) => all.push(firstOf(value)),
          remove() {
            all.shift();
            return true;
          },
          result: () => all.first ?? null,
        };
      },
    };
  },
  examples: [
    { agg: "first(x)", rows: [{}, { x: "b" }, { x: "a" }], is: "b" },
    { agg: "first(x)", rows: [{}], is: null },
  ],
});
