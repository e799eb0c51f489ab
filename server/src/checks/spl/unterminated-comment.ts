import { defineCheck } from "../define.ts";
import { reportProblems } from "../support/problems.ts";

export const unterminatedComment = defineCheck({
  id: "spl/unterminated-comment",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A comment has no end.",
  why: "A comment begins and ends with three backticks. Without its end the rest of the search is a comment.",
  on: "pipeline",
  check: reportProblems(["E-COMMENT"]),
  examples: {
    good: ["index=x ```all of it``` a=1"],
    bad: [{ spl: "index=x «```all of it»" }],
  },
});
