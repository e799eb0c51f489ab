import { comparisonOf } from "#semantics/spl/comparison.ts";
import type { EvalExpr, SplNode } from "#syntax/spl/ast.ts";
import { expressionFields } from "#syntax/spl/expression-fields.ts";
import { defineCheck } from "../define.ts";
import { bare } from "../support/assignments.ts";
import { ownNodes, stagesAfter } from "../support/stages.ts";

const OPERATORS: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%"]);

export const nullArithmetic = defineCheck({
  id: "spl/null-arithmetic",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "A threshold is computed from a field that may be null.",
  why: "Arithmetic with null is null, and where drops null. Rows in which one of the numbers is missing vanish at the threshold; `coalesce(field,0)` keeps them.",
  on: "assignment",
  check(node, ctx) {
    const { target } = node;
    const value = bare(node.value);
    if (target.kind !== "field" || value.kind !== "binary" || !OPERATORS.has(value.op) || hasText(value)) return;
    const threshold = stagesAfter(ctx.pipeline, ctx.stage).some(
      (stage) =>
        stage.command === "where" &&
        ownNodes(stage).some((one) => comparisonOf(one)?.op === "range" && comparisonOf(one)?.field === target.name) &&
        !ownNodes(stage).some((one) => asksForNull(one, target.name)),
    );
    if (!threshold) return;
    const partial = expressionFields(value).filter((name) => {
      const { presence, provenance } = ctx.field(name);
      return presence === "maybe" && provenance.kind !== "event" && provenance.kind !== "unknown";
    });
    const [first] = partial;
    if (first === undefined) return;
    ctx.report(value.span, `${first} may be null, and rows without it vanish at the later threshold.`);
  },
  examples: {
    good: [
      "index=x | stats count by a | eval b=count*2 | where b>5",
      "index=x | eval c=a+b | where c>5",
      "index=x | streamstats current=f last(n) as p | eval d=n-p | where d>5 OR isnull(d)",
    ],
    bad: [{ spl: 'index=x | rex "(?<n>\\\\d+)" | eval b=«n*2» | where b>5' }],
  },
});

/** `isnull(field)` beside the threshold: whoever wrote it knows. */
function asksForNull(node: SplNode, name: string): boolean {
  return node.kind === "call" && /^is(?:not)?null$/.test(node.name) && expressionFields(node).includes(name);
}

function hasText(expr: EvalExpr): boolean {
  if (expr.kind === "string") return true;
  return expr.kind === "binary" && (hasText(expr.left) || hasText(expr.right));
}
