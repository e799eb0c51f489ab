import { defineCheck } from "../define.ts";
import { likePattern } from "./like-with-star.ts";

export const likeUnderscore = defineCheck({
  id: "spl/like-underscore",
  severity: "hint",
  grade: "hint",
  preset: "all",
  summary: "A LIKE pattern has `_` inside a word.",
  why: "`_` stands for any one character in LIKE, so `win32_process` also matches `win32xprocess`. There is no escape; `match()` takes it literally.",
  on: ["binary", "call"],
  check(node, ctx) {
    const pattern = likePattern(node);
    if (pattern?.kind !== "string" || !/[A-Za-z0-9]_[A-Za-z0-9]/.test(pattern.value)) return;
    ctx.report(pattern.span, "In LIKE `_` matches any one character, also here inside the word.");
  },
  examples: {
    good: ['index=x | where like(a,"%process%")', 'index=x | where match(a,"win32_process")'],
    bad: [{ spl: 'index=x | where like(a,«"%win32_process%"»)' }],
  },
});
