import { comparisonOf } from "#semantics/spl/comparison.ts";
import { defineCheck } from "../define.ts";

export const indexWildcard = defineCheck({
  id: "spl/index-wildcard",
  severity: "warning",
  grade: "hint",
  preset: "recommended",
  summary: "A search reads every index.",
  why: "`index=*` reads all data that the role may see, at the cost of all of it, and mixes sources that were never meant.",
  on: ["search-compare", "search-in"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison?.field !== "index" || comparison.negated) return;
    for (const { text, span } of comparison.values) {
      if (text === "*" || text === "_*")
        ctx.report(
          comparison.values.length === 1 ? node.span : span,
          "Every index is read; name the ones that are meant.",
        );
    }
  },
  examples: {
    good: ["index=win* a=1", "index=x a=*"],
    bad: [{ spl: "«index=*» a=1" }, { spl: 'index IN (x, «"*"») a=1' }],
  },
});
