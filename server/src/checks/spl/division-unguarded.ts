import { defineCheck } from "../define.ts";
import { bare } from "../support/assignments.ts";

export const divisionUnguarded = defineCheck({
  id: "spl/division-unguarded",
  severity: "hint",
  grade: "hint",
  preset: "all",
  summary: "A number is divided by a count that may be zero.",
  why: "Division by zero gives null, and a later comparison drops the row.",
  on: "binary",
  check(node, ctx) {
    if (node.op !== "/" && node.op !== "%") return;
    const divisor = bare(node.right);
    if (divisor.kind !== "field-expr") return;
    const { provenance, type } = ctx.field(divisor.name);
    if (provenance.kind !== "aggregation" || type !== "number" || provenance.from.length === 0) return;
    if (ctx.ancestors.some((one) => one.kind === "call" && (one.name === "if" || one.name === "case"))) return;
    ctx.report(node.span, `${divisor.name} may be zero, and division by zero gives null.`);
  },
  examples: {
    good: ["index=x | stats count | eval a=5/count", "index=x | eval a=b/5"],
    bad: [{ spl: "index=x | stats sum(a) AS s by b | eval c=«5/s»" }],
  },
});
