import { defineFunction } from "../define.ts";

export const now = defineFunction({
  name: "now",
  category: "time",
  summary: "The moment at which the search started, in whole epoch seconds.",
  params: [],
  returns: "number",
  nulls: "never",
  compile: (_args, { run }) => {
    const start = Math.floor(run.now);
    return () => start;
  },
  examples: [{ eval: "now()", is: 1_700_000_000, doc: "In the examples a search starts at 1700000000." }],
});
