import { defineCheck } from "../define.ts";
import { likePattern } from "./like-with-star.ts";

export const likeMixedWildcards = defineCheck({
  id: "spl/like-mixed-wildcards",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A LIKE pattern holds both `%` and `*`.",
  why: "`*` is an ordinary character in LIKE. Beside `%` it was probably meant as a wildcard, and now demands an asterisk in the value.",
  on: ["binary", "call"],
  check(node, ctx) {
    const pattern = likePattern(node);
    if (pattern?.kind !== "string" || !pattern.value.includes("*") || !pattern.value.includes("%")) return;
    ctx.report(pattern.span, `\`*\` in ${ctx.slice(pattern.span)} is an asterisk; only % stands for any text.`);
  },
  examples: { good: ['index=x | where like(a,"%b%")'], bad: [{ spl: 'index=x | where like(a,«"%b*"»)' }] },
});
