import { eachText } from "../accumulators.ts";
import { defineAggregation } from "../define.ts";

export const mode = defineAggregation({
  name: "mode",
  summary: "The value that occurs most often.",
  details: "Of values that occur equally often, the one that sorts first as text.",
  returns: "any",
  start: () => {
    const counts = new Map<string, number>();
    return {
      add: (value) => eachText(value, (text) => counts.set(text, (counts.get(text) ?? 0) + 1)),
      result() {
        let best: string | null = null;
        for (const [text, count] of counts) {
          const most = best === null ? 0 : (counts.get(best) ?? 0);
          if (best === null || count > most || (count === most && text < best)) best = text;
        }
        return best;
      },
    };
  },
  examples: [{ agg: "mode(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: "9" }],
});
