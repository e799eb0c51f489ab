import { replace } from "#base/text-edit.ts";
import { isNumeric } from "#semantics/spl/domain.ts";
import { nameOrigins } from "#semantics/spl/name-origins.ts";
import type { EvalExpr } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { bare } from "../support/assignments.ts";
import { quoted } from "../support/fixes.ts";

export const whereBareWord = defineCheck({
  id: "spl/where-bare-word",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A comparison of `where` or `eval` has a bare word that is no known field on its right side.",
  why: "A bare word is a field in eval. `where user=bob` compares with the field bob, which is null, so nothing passes. A text needs double quotes.",
  on: "binary",
  check(node, ctx) {
    if (node.op !== "=" && node.op !== "!=") return;
    const left = bare(node.left);
    const right = bare(node.right);
    if (right.kind !== "field-expr" || left.kind === "string" || left.kind === "number") return;
    if (right.quoted || !isUnknownWord(right, ctx)) return;
    ctx
      .report(right.span, `${right.name} is read as a field, and no such field is known; a text needs quotes.`)
      .fix("Quote it", replace(right.span, quoted(right.name)));
  },
  examples: {
    good: [
      'index=x | where user="bob"',
      "index=x | where src_ip=dest_ip",
      "index=x | eval bob=1 | where user=bob",
      "index=x | where a=null",
    ],
    bad: [{ spl: "index=x | where user=«bob»", fixed: 'index=x | where user="bob"' }],
  },
});

/** A word that neither the search makes nor the catalog knows, nor anything that is compared elsewhere by name. */
function isUnknownWord(expr: Extract<EvalExpr, { kind: "field-expr" }>, ctx: CheckContext): boolean {
  const { name } = expr;
  if (/^(true|false|null)$/i.test(name) || isNumeric(name) || !/^[A-Za-z]+$/.test(name)) return false;
  const fields = ctx.before();
  if (fields.written.has(name) || nameOrigins(ctx.catalog).isKnown(name)) return false;
  return ctx.analytic.isWritten(expr.span);
}
