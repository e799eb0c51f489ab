import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";

export const deprecatedOperator = defineCheck({
  id: "spl/deprecated-operator",
  severity: "hint",
  grade: "hint",
  preset: "all",
  summary: "An operator of old documentation is used.",
  why: "`<>` appears in old documentation for `!=`. Current documentation has `!=` only.",
  on: "binary",
  check(node, ctx) {
    if (ctx.slice(node.opSpan) !== "<>") return;
    ctx.report(node.opSpan, "<> is an old form of !=.").fix("Change to !=", replace(node.opSpan, "!="), true);
  },
  examples: { good: ["index=x | where a!=1"], bad: [{ spl: "index=x | where a«<>»1", fixed: "index=x | where a!=1" }] },
});
