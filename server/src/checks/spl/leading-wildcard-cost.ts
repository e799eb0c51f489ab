import { defineCheck } from "../define.ts";
import { isBaseSearch } from "../support/stages.ts";

export const leadingWildcardCost = defineCheck({
  id: "spl/leading-wildcard-cost",
  severity: "warning",
  grade: "hint",
  preset: "all",
  summary: "A term of the first command begins with `*`.",
  why: "The index is sorted by the beginnings of words. A term that begins with `*` cannot use it, so every event of the time range is read.",
  on: "search-value",
  check(node, ctx) {
    if (!isBaseSearch(ctx.stage, ctx.pipeline)) return;
    const parent = ctx.ancestors.at(-1);
    if (parent?.kind === "search-compare" && parent.op !== "=") return;
    if (ctx.ancestors.some((one) => one.kind === "search-not")) return;
    if (!/^\*+[^*]/.test(node.text)) return;
    ctx.report(node.span, `${node.text} begins with a wildcard, so the index does not help to find it.`);
  },
  examples: {
    good: ["index=x wmic*", "index=x a=* b=1", 'index=x | search a="*b"', "index=x NOT a=*b"],
    bad: [{ spl: "index=x «*wmic*»" }, { spl: String.raw`index=x Image=«"*\\wmic.exe"»` }],
  },
});
