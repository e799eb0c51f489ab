import { defineCheck } from "../define.ts";
import { reportProblems } from "../support/problems.ts";

export const evalAggNeedsAs = defineCheck({
  id: "spl/eval-agg-needs-as",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "An aggregation over eval(…) has no AS.",
  why: "Splunk cannot name the result of an expression by itself and refuses the search.",
  on: "pipeline",
  check: reportProblems(["E-EVALAS", "E-CHARTEVAL"]),
  examples: {
    good: ["index=x | stats count(eval(a=1)) AS n"],
    bad: [{ spl: "index=x | stats «count(eval(a=1))»" }, { spl: "index=x | timechart span=1h «count(eval(a=1))»" }],
  },
});
