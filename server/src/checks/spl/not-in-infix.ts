import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";

export const notInInfix = defineCheck({
  id: "spl/not-in-infix",
  severity: "information",
  grade: "hint",
  preset: "recommended",
  summary: "`field NOT IN (…)` in a search expression is not documented.",
  why: "The documented form is `NOT field IN (…)`.",
  on: "search-in",
  check(node, ctx) {
    if (!node.negated) return;
    const field = ctx.slice(node.field.span);
    const rest = ctx.slice({ start: node.field.span.end, end: node.span.end });
    ctx
      .report(node.span, "NOT belongs in front of the field.")
      .fix("Put NOT in front", replace(node.span, `NOT ${field}${rest.replace(/\bNOT\s+/i, "")}`), true);
  },
  examples: {
    good: ["index=x NOT a IN (1, 2)"],
    bad: [{ spl: "index=x «a NOT IN (1, 2)»", fixed: "index=x NOT a IN (1, 2)" }],
  },
});
