import { defineCheck } from "../define.ts";
import { reportProblems } from "../support/problems.ts";

export const unbalancedParens = defineCheck({
  id: "spl/unbalanced-parens",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A parenthesis has no partner.",
  why: "Splunk refuses the search, or groups its terms in another way than meant.",
  on: "pipeline",
  check: reportProblems(["E-PARENS"]),
  examples: {
    good: ["index=x (a=1 OR b=2)"],
    bad: [{ spl: "index=x «(»a=1 OR b=2" }],
  },
});
