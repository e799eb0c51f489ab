import { defineCheck } from "../define.ts";
import { reportProblems } from "../support/problems.ts";

export const funcArgs = defineCheck({
  id: "spl/func-args",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A function gets the wrong number of arguments.",
  why: "Splunk refuses the search.",
  on: "pipeline",
  check: reportProblems(["E-FUNCARGS"]),
  examples: {
    good: ['index=x | eval a=replace(b, "c", "d")'],
    bad: [{ spl: 'index=x | eval a=«replace»(b, "c")' }],
  },
});
