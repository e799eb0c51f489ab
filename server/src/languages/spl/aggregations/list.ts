import { fromList } from "#events/value.ts";
import { eachText } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const list = defineAggregation({
  name: "list",
  orderSensitive: true,
  summary: "All values of a field in the order of the rows, at most 100.",
  details: "Hitting the limit is said.",
  returns: "multivalue",
  start: (_param, run) => {
    const all: string[] = [];
    let cut = false;
    return {
      add: (value) =>
        eachText(value, (text) => {
          if (all.length < run.limits.listValues) all.push(text);
          else if (!cut) {
            cut = true;
            const message = `list() keeps the first ${run.limits.listValues} values of a group; the others are left out.`;
            run.problem({ code: "limit-list", severity: "warning", message });
          }
        }),
      result: () => fromList(all),
    };
  },
  examples: [
    { agg: "list(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: ["10", "9", "9", "a"] },
  ],
});
