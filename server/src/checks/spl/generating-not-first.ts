import { defineCheck } from "../define.ts";
import { reportProblems } from "../support/problems.ts";

export const generatingNotFirst = defineCheck({
  id: "spl/generating-not-first",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A command that makes rows by itself stands behind others.",
  why: "Generating commands such as tstats and inputlookup must be first; Splunk refuses the search. Within a pipeline use append or join with a subsearch.",
  on: "pipeline",
  check: reportProblems(["E-NOTFIRST"]),
  examples: {
    good: ["| tstats count where index=x"],
    bad: [{ spl: "index=x | «tstats» count where index=x" }],
  },
});
