import { isFilledIn } from "#semantics/spl/search-token.ts";
import { defineCheck } from "../define.ts";
import { likePattern } from "./like-with-star.ts";

export const likeNoWildcard = defineCheck({
  id: "spl/like-no-wildcard",
  severity: "information",
  grade: "hint",
  preset: "recommended",
  summary: "A LIKE pattern has no wildcard.",
  why: "Without `%` or `_` LIKE compares the whole value, case included, as `=` does. Perhaps `%` was forgotten.",
  on: ["binary", "call"],
  check(node, ctx) {
    const pattern = likePattern(node);
    if (pattern?.kind !== "string" || /[%_*]/.test(pattern.value) || isFilledIn(pattern.value)) return;
    ctx.report(pattern.span, `${ctx.slice(pattern.span)} has no wildcard, so LIKE is = here.`);
  },
  examples: {
    good: ['index=x | where like(a,"%b")', 'index=x | where like(a,"$pattern$")'],
    bad: [{ spl: 'index=x | where like(a,«"wmic.exe"»)' }],
  },
});
