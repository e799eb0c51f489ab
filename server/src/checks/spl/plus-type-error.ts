import { defineCheck } from "../define.ts";
import { reportProblems } from "../support/problems.ts";

export const plusTypeError = defineCheck({
  id: "spl/plus-type-error",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "`+` stands between a text and a number.",
  why: "Splunk adds two numbers or joins two texts with `+`, and refuses a literal of each kind. `.` joins whatever it gets.",
  on: "pipeline",
  check: reportProblems(["E-PLUSTYPES"]),
  examples: {
    good: ['index=x | eval a="n=".len(b)'],
    bad: [{ spl: 'index=x | eval a="n="«+»len(b)' }],
  },
});
