import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";
import { quoted } from "../support/fixes.ts";

export const searchSingleQuote = defineCheck({
  id: "spl/search-single-quote",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "A value of a search expression stands in single quotes.",
  why: "Single quotes mark field names in eval only. In search they are ordinary characters, so `user='bob'` looks for a value with the quotes.",
  on: "search-value",
  check(node, ctx) {
    if (node.quoted || node.text.length < 3 || !node.text.startsWith("'") || !node.text.endsWith("'")) return;
    ctx
      .report(node.span, `The single quotes are part of the value ${node.text}; search takes double quotes.`)
      .fix("Use double quotes", replace(node.span, quoted(node.text.slice(1, -1))), true);
  },
  examples: {
    good: ['index=x user="bob"', "index=x | where 'user name'=\"bob\""],
    bad: [{ spl: "index=x user=«'bob'»", fixed: 'index=x user="bob"' }],
  },
});
