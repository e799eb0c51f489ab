import { replace } from "#base/text-edit.ts";
import type { EvalExpr } from "#syntax/spl/ast.ts";
import { defineCheck } from "../define.ts";
import { bare } from "../support/assignments.ts";

export const nullLiteralCompare = defineCheck({
  id: "spl/null-literal-compare",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "`where` or `eval` compares with null.",
  why: "A comparison with null is null whatever the field holds, never true. `isnull(field)` and `isnotnull(field)` test for it.",
  on: "binary",
  check(node, ctx) {
    if (node.op !== "=" && node.op !== "!=") return;
    const sides = [bare(node.left), bare(node.right)] as const;
    const at = sides.findIndex(isNull);
    const other = sides[at === 0 ? 1 : 0];
    if (at < 0 || isNull(other)) return;
    // A field that the search itself calls null is a field.
    if (ctx.before().written.has("null") || ctx.before().written.has("NULL")) return;
    const test = `${node.op === "=" ? "isnull" : "isnotnull"}(${ctx.slice(other.span)})`;
    ctx
      .report(node.span, "A comparison with null is never true.")
      .fix(`Test with ${test}`, replace(node.span, test), true);
  },
  examples: {
    good: ["index=x | where isnull(a)", 'index=x | where a="null"'],
    bad: [
      { spl: "index=x | where «a=null»", fixed: "index=x | where isnull(a)" },
      { spl: "index=x | where «a!=null()»", fixed: "index=x | where isnotnull(a)" },
    ],
  },
});

function isNull(expr: EvalExpr): boolean {
  if (expr.kind === "call") return expr.name === "null";
  return expr.kind === "field-expr" && !expr.quoted && /^null$/i.test(expr.name);
}
