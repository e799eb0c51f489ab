import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";

export const lowercaseBoolean = defineCheck({
  id: "spl/lowercase-boolean",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "`and`, `or` or `not` is written in lower case in a search expression.",
  why: "Only AND, OR and NOT in upper case are operators of search. In lower case they are words that must be in the event.",
  on: "search-term",
  check(node, ctx) {
    const { text, quoted, directive } = node.value;
    if (quoted || directive !== undefined || !/^(and|or|not)$/i.test(text)) return;
    const upper = text.toUpperCase();
    ctx
      .report(node.span, `${text} is a word to look for here; the operator is ${upper}.`)
      .fix(`Change to ${upper}`, replace(node.span, upper));
  },
  examples: {
    good: ["index=x a=1 OR a=2", 'index=x "or"', "index=x | where a=1 or b=2"],
    bad: [{ spl: "index=x a=1 «or» a=2", fixed: "index=x a=1 OR a=2" }],
  },
});
