import { fromList, toList } from "#events/value.ts";
import { Deque } from "#runtime/deque.ts";
import type { AccumulatorLike } from "#semantics/dialect.ts";
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
    const full = (): void => {
      const message = `list() keeps the first ${most} values of a group; there are more.`;
      run.problem({ code: "limit-list", severity: "warning", message });
    };
    return {
      add(value) {
        for (const text of toList(value)) {
          if (kept.length >= most) return full();
          kept.push(text);
        }
      },
      result: () => fromList([...kept]),
      sliding: () => slidingList(most, full),
    };
  },
  examples: [
    { agg: "list(x)", rows: [{ x: "b" }, { x: "a" }, { x: "b" }], is: ["b", "a", "b"] },
    { agg: "list(x)", rows: [{}], is: null },
  ],
});

/** The same over a window that slides, all of whose values are kept: those behind the first come forward. */
function slidingList(most: number, full: () => void): AccumulatorLike {
  const all = new Deque<string>();
  return {
    add(value) {
      for (const text of toList(value)) all.push(text);
    },
    remove(value) {
      for (const _ of toList(value)) all.shift();
      return true;
    },
    result() {
      if (all.size > most) full();
      return fromList([...all.head(most)]);
    },
  };
}
