import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { flatten } from "#semantics/spl/condition.ts";
import { isNumeric } from "#semantics/spl/domain.ts";
import { defineCheck } from "../define.ts";
import { ownNodes, stagesAfter } from "../support/stages.ts";

export const plusNumericFields = defineCheck({
  id: "spl/plus-numeric-fields",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "`+` stands between two fields whose result is used as text.",
  why: "`+` adds two fields that look like numbers and joins others. Where the result is compared with a text, joining is meant, and `.` always joins.",
  on: "assignment",
  check(node, ctx) {
    const { target, value } = node;
    if (target.kind !== "field" || value.kind !== "binary" || value.op !== "+") return;
    const parts = flatten(value, "+");
    if (parts.length < 2 || !parts.every((part) => part.kind === "field-expr")) return;
    const text = stagesAfter(ctx.pipeline, ctx.stage).some((stage) =>
      ownNodes(stage).some((one) => {
        const comparison = comparisonOf(one);
        if (comparison?.field !== target.name || comparison.op === "range") return false;
        return comparison.values.some(({ text }) => /[A-Za-z]/.test(text) && !isNumeric(text));
      }),
    );
    if (!text) return;
    ctx
      .report(value.span, "+ adds these fields when both look like numbers; . joins them.")
      .fix("Join with .", replace(value.opSpan, "."), parts.length === 2);
  },
  examples: {
    good: ["index=x | eval a=b+c | where a>5", 'index=x | eval a=b.c | where a="x1"'],
    bad: [{ spl: 'index=x | eval a=«b+c» | where a="x1"', fixed: 'index=x | eval a=b.c | where a="x1"' }],
  },
});
