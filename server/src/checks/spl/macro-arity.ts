import { defineCheck } from "../define.ts";
import { reportProblems } from "../support/problems.ts";

export const macroArity = defineCheck({
  id: "spl/macro-arity",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A macro is called with a number of arguments for which it is not defined.",
  why: "A macro is known by its name and the number of its arguments; Splunk refuses the search.",
  on: "pipeline",
  check: reportProblems(["E-MACROARGS"]),
  examples: {
    good: ["index=x | `security_content_ctime(firstTime)`"],
    bad: [{ spl: "index=x | «`security_content_ctime(a, b, c)`»" }],
  },
});
