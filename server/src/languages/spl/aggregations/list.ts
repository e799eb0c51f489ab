import { fromList, toList } from "#events/value.ts";
import { defineAggregation } from "../define.ts";

export const list = defineAggregation({
  name: "list",
  summary: "All values in the order in which the rows come, repetitions included.",
  details: "At most 100, as Splunk keeps; the run says when there were more.",
  returns: "multivalue",
  orderSensitive: true,
  start: (_param, run) => {
    const kept: string[] = [];
    const most = run.limits.listValues;
    return {
      add(value) {
        for (const text of toList(value)) {
          if (kept.length < most) kept.push(text);
          else {
            const message = `list() keeps the first ${most} values of a group; there are more.`;
            run.problem({ code: "limit-list", severity: "warning", message });
            return;
          }
        }
      },
      result: () => fromList([...kept]),
    };
  },
  examples: [
    { agg: "list(x)", rows: [{ x: "b" }, { x: "a" }, { x: "b" }], is: ["b", "a", "b"] },
    { agg: "list(x)", rows: [{}], is: null },
  ],
});
