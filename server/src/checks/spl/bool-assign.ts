import { defineCheck } from "../define.ts";
import { reportProblems } from "../support/problems.ts";

export const boolAssign = defineCheck({
  id: "spl/bool-assign",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "eval assigns the result of a condition.",
  why: "A field holds text or a number, never true or false; Splunk refuses the search. `if(condition, 1, 0)` makes a value of it.",
  on: "pipeline",
  check: reportProblems(["E-BOOLASSIGN"]),
  examples: {
    good: ["index=x | eval a=if(b>1, 1, 0)"],
    bad: [{ spl: "index=x | eval a=«b>1»" }],
  },
});
