import { defineCheck } from "../define.ts";
import { reportProblems } from "../support/problems.ts";

export const unbalancedQuotes = defineCheck({
  id: "spl/unbalanced-quotes",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A double quote has no partner.",
  why: "Splunk refuses a search with an odd number of quotes. Everything behind the lone one is read as text.",
  on: "pipeline",
  check: reportProblems(["E-QUOTES"]),
  examples: {
    good: ['index=x a="b"'],
    bad: [{ spl: 'index=x a=«"b»' }],
  },
});
