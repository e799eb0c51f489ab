import { defineCheck } from "../define.ts";
import { bare } from "../support/assignments.ts";

const COMPARES: ReadonlySet<string> = new Set(["=", "!=", "<", "<=", ">", ">="]);

export const selfCompare = defineCheck({
  id: "spl/self-compare",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "Both sides of a comparison are the same.",
  why: "A value always equals itself, so the comparison only tests that it is there; `isnotnull()` says so. Perhaps another field was meant.",
  on: "binary",
  check(node, ctx) {
    if (!COMPARES.has(node.op)) return;
    const left = bare(node.left);
    const right = bare(node.right);
    if (left.kind === "number" || left.kind === "string" || left.kind === "missing") return;
    const text = (at: { start: number; end: number }) => ctx.slice(at).replace(/\s+/g, "");
    if (text(left.span) !== text(right.span)) return;
    ctx.report(node.span, "Both sides are the same.");
  },
  examples: { good: ["index=x | where a=b", "index=x | where 1=1"], bad: [{ spl: "index=x | where «a=a»" }] },
});
