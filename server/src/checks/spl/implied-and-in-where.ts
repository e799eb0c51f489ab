import { defineCheck } from "../define.ts";
import { reportProblems } from "../support/problems.ts";

export const impliedAndInWhere = defineCheck({
  id: "spl/implied-and-in-where",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "Two conditions of an eval expression stand side by side without operator.",
  why: "Unlike search, eval and where have no implied AND; Splunk refuses the expression.",
  on: "pipeline",
  check: reportProblems(["E-OP"]),
  examples: {
    good: ["index=x | where a=1 AND b=2"],
    bad: [{ spl: "index=x | where a=1 «b»=2" }],
  },
});
