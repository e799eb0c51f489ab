import { defineCheck } from "../define.ts";
import { reportProblems } from "../support/problems.ts";

export const unbalancedBrackets = defineCheck({
  id: "spl/unbalanced-brackets",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A square bracket has no partner.",
  why: "Brackets hold subsearches. Splunk refuses the search when one is missing.",
  on: "pipeline",
  check: reportProblems(["E-BRCLOSE", "E-BROPEN"]),
  examples: {
    good: ["index=x [ search index=y | fields a ]"],
    bad: [{ spl: "index=x «[» search index=y" }],
  },
});
