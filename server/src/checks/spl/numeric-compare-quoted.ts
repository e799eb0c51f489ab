import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { isNumeric } from "#semantics/spl/domain.ts";
import { defineCheck } from "../define.ts";

export const numericCompareQuoted = defineCheck({
  id: "spl/numeric-compare-quoted",
  severity: "information",
  grade: "hint",
  preset: "recommended",
  summary: "An order is tested against a number in quotes.",
  why: 'A quoted number is a text; an order of texts is not that of numbers (`"10"` is before `"9"`). Without quotes it is a number for certain.',
  on: "binary",
  check(node, ctx) {
    const comparison = comparisonOf(node);
    const [value] = comparison?.values ?? [];
    if (comparison?.op !== "range" || value === undefined || !value.quoted || !isNumeric(value.text)) return;
    ctx
      .report(value.span, `${ctx.slice(value.span)} is a text here.`)
      .fix("Remove the quotes", replace(value.span, value.text), true);
  },
  examples: {
    good: ["index=x | where a>5", 'index=x | where a>"b"'],
    bad: [{ spl: 'index=x | where a>«"5"»', fixed: "index=x | where a>5" }],
  },
});
