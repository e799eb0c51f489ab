import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { isNumeric } from "#semantics/spl/domain.ts";
import { defineCheck } from "../define.ts";

export const thresholdOnText = defineCheck({
  id: "spl/threshold-on-text",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "A count or sum is compared with a number in quotes, or with a text.",
  why: "A quoted number is a text; whether it compares as a number is not documented. Without quotes it does.",
  on: "binary",
  check(node, ctx) {
    const comparison = comparisonOf(node);
    const [value] = comparison?.values ?? [];
    if (comparison === undefined || value === undefined || !value.quoted || comparison.values.length !== 1) return;
    if (comparison.op !== "range" && comparison.op !== "equals") return;
    const info = ctx.field(comparison.field);
    if (info.provenance.kind !== "aggregation" || info.type !== "number") return;
    const report = ctx.report(
      value.span,
      `${comparison.field} is a number and is compared with the text ${ctx.slice(value.span)}.`,
    );
    if (isNumeric(value.text)) report.fix("Remove the quotes", replace(value.span, value.text), true);
  },
  examples: {
    good: ["index=x | stats count by a | where count>5", 'index=x | stats values(a) AS a | where a="5"'],
    bad: [
      { spl: 'index=x | stats count by a | where count>«"5"»', fixed: "index=x | stats count by a | where count>5" },
    ],
  },
});
