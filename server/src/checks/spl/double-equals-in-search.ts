import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";

export const doubleEqualsInSearch = defineCheck({
  id: "spl/double-equals-in-search",
  severity: "error",
  grade: "likely",
  preset: "essential",
  summary: "`==` stands in a search expression.",
  why: "`==` is an operator of eval and where. Search compares with a single `=`; what it makes of two is not documented.",
  on: "search-compare",
  check(node, ctx) {
    if (ctx.slice(node.opSpan) !== "==") return;
    ctx.report(node.opSpan, "== is not an operator of search.").fix("Change to =", replace(node.opSpan, "="), true);
  },
  examples: {
    good: ["index=x a=1", "index=x | where a==1"],
    bad: [{ spl: "index=x a«==»1", fixed: "index=x a=1" }],
  },
});
