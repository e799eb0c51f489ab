import { defineCheck } from "../define.ts";
import { reportProblems } from "../support/problems.ts";

export const unterminatedMacro = defineCheck({
  id: "spl/unterminated-macro",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A macro call has no closing backtick.",
  why: "A macro call stands between two backticks; Splunk refuses the search when one is missing.",
  on: "pipeline",
  check: reportProblems(["E-TICK"]),
  examples: {
    good: ['index=x `comment("a")`'],
    bad: [{ spl: "index=x «`mymacro»" }],
  },
});
