import { literalOf } from "#semantics/spl/comparison.ts";
import { isTrue } from "#semantics/spl/infer.ts";
import { defineCheck } from "../define.ts";

const COMPARES: ReadonlySet<string> = new Set(["=", "!=", "<", "<=", ">", ">=", "LIKE"]);

export const compareConstant = defineCheck({
  id: "spl/compare-constant",
  severity: "warning",
  grade: "proved",
  preset: "recommended",
  summary: "Both sides of a comparison are literals.",
  why: "The result is the same for every row. A field in double quotes is a text; single quotes, or none, make it a field.",
  on: "binary",
  check(node, ctx) {
    if (!COMPARES.has(node.op) || isTrue(node)) return;
    if (literalOf(node.left) === undefined || literalOf(node.right) === undefined) return;
    if (ctx.slice(node.left.span) === ctx.slice(node.right.span)) return;
    ctx.report(node.span, "Both sides are literals, so this is the same for every row.");
  },
  examples: {
    good: ["index=x | where a=1", "index=x | eval a=case(1=1, 2)"],
    bad: [{ spl: 'index=x | where «"b"="c"»' }],
  },
});
