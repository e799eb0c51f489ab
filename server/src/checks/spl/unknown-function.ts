import { defineCheck } from "../define.ts";
import { reportProblems } from "../support/problems.ts";

export const unknownFunction = defineCheck({
  id: "spl/unknown-function",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "An eval function does not exist.",
  why: "Splunk refuses the search. Often the name is that of another language: contains is `like()` or `match()`, substring is `substr()`, concat is the operator `.`.",
  on: "pipeline",
  check: reportProblems(["E-FUNCUNKNOWN"]),
  examples: {
    good: ["index=x | eval a=lower(b)"],
    bad: [{ spl: "index=x | eval a=«substring»(b, 1)" }],
  },
});
