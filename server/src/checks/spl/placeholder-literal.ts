import { comparisonOf } from "#semantics/spl/comparison.ts";
import { defineCheck } from "../define.ts";

const PLACEHOLDER =
  /trusted_ip_range|changeme|change_me|replace_me|your_|<[a-z][^<>]*>|\bexample\b|placeholder|\btodo\b|\bxxx+\b|my_index/i;

export const placeholderLiteral = defineCheck({
  id: "spl/placeholder-literal",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A literal is the text of a template that was to be replaced.",
  why: "`trusted_ip_range`, `your_domain` and the like stand for something that each installation must put in. As they are, they match nothing and an exclusion excludes nothing.",
  on: ["search-compare", "search-in", "binary", "in-expr", "call"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison === undefined || comparison.op === "match") return;
    for (const value of comparison.values) {
      const found = PLACEHOLDER.exec(value.text);
      if (found === null) continue;
      ctx.report(value.span, `"${value.text}" looks like a placeholder that was to be replaced.`);
    }
  },
  examples: {
    good: ["index=x src_ip=10.0.0.0/8", "index=x url=*todoist*"],
    bad: [
      { spl: 'index=x NOT src_ip=«"trusted_ip_range"»' },
      { spl: 'index=x | where user!=«"<your admin>"»' },
      { spl: "index=«my_index» EventCode=1" },
    ],
  },
});
