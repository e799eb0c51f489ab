import { defineCheck } from "../define.ts";
import { isBaseSearch } from "../support/stages.ts";

export const infixWildcard = defineCheck({
  id: "spl/infix-wildcard",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "A wildcard stands in the middle of a word of the first command.",
  why: "Splunk itself warns of it: the index is made of words, and what the `*` stands for may hold punctuation that ends a word, so results are inconsistent.",
  on: "search-value",
  check(node, ctx) {
    if (!isBaseSearch(ctx.stage, ctx.pipeline) || !/[A-Za-z0-9]\*[A-Za-z0-9]/.test(node.text)) return;
    ctx.report(
      node.span,
      `In ${node.text} a wildcard stands in the middle of a word; what it covers may span several.`,
    );
  },
  examples: { good: ["index=x net*", 'index=x | search a="net*exe"'], bad: [{ spl: "index=x «net*exe»" }] },
});
