import { defineCheck } from "../define.ts";
import { reportProblems } from "../support/problems.ts";

export const emptyCommand = defineCheck({
  id: "spl/empty-command",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A pipe is followed by no command.",
  why: "Splunk refuses a search with an empty command between pipes or behind the last one.",
  on: "pipeline",
  check: reportProblems(["E-MISSINGCMD"]),
  examples: {
    good: ["index=x | table a"],
    bad: [{ spl: "index=x |«|» table a" }, { spl: "index=x «|»" }],
  },
});
