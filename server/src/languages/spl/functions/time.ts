import { epochText } from "#events/epoch-text.ts";
import { defineFunction } from "../define.ts";

export const time = defineFunction({
  name: "time",
  category: "time",
  summary: "The current moment in epoch seconds with six decimals.",
  details: "Splunk reads the clock for every row. Here it is the start of the search, so that a run can be repeated.",
  params: [],
  returns: "number",
  nulls: "never",
  compile: (_args, { run }) => {
    const start = epochText(run.now);
    return () => start;
  },
  examples: [{ eval: "time()", is: "1700000000.000000" }],
});
