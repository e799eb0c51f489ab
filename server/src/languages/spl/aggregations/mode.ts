import { compareText } from "#events/compare.ts";
import { toList } from "#events/value.ts";
import { defineAggregation } from "../define.ts";

export const mode = defineAggregation({
  name: "mode",
  summary: "The value that occurs most often.",
  details:
    "Of values that occur equally often the smallest text; with the setting `ties` at `alternative`, the first seen.",
  returns: "any",
  start: (_param, run) => {
    const counts = new Map<string, number>();
    const takesFirst = run.settings.ties === "alternative";
    return {
      add(value) {
        for (const text of toList(value)) counts.set(text, (counts.get(text) ?? 0) + 1);
      },
      remove(value) {
        for (const text of toList(value)) {
          const count = counts.get(text) ?? 0;
          if (count > 1) counts.set(text, count - 1);
          else counts.delete(text);
        }
        // Which of the rest was seen first is not known.
        return !takesFirst;
      },
      result() {
        let best: string | null = null;
        let most = 0;
        for (const [text, count] of counts) {
          const wins = count > most || (count === most && !takesFirst && compareText(text, best ?? "") < 0);
          if (wins) [best, most] = [text, count];
        }
        return best;
      },
    };
  },
  examples: [
    { agg: "mode(x)", rows: [{ x: "32" }, { x: "45" }, { x: "29" }, { x: "45" }], is: "45" },
    { agg: "mode(x)", rows: [{ x: "b" }, { x: "a" }], is: "a" },
    { agg: "mode(x)", rows: [{}], is: null },
  ],
});
