import { replace } from "#base/text-edit.ts";
import { nameOrigins } from "#semantics/spl/name-origins.ts";
import type { EvalExpr } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";

export const dottedFieldUnquoted = defineCheck({
  id: "spl/dotted-field-unquoted",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A field name with a dot stands without single quotes in an eval expression.",
  why: "In eval a dot joins two values: `user.name` is the field user and behind it the field name. A field of that name needs single quotes.",
  on: "binary",
  check(node, ctx) {
    const parent = ctx.ancestors.at(-1);
    if (node.op !== "." || (parent?.kind === "binary" && parent.op === ".")) return;
    const parts = names(node);
    if (parts === undefined || /\s/.test(ctx.slice(node.span))) return;
    const name = parts.join(".");
    const known = ctx.before().written.has(name);
    if (!known && parts.some((part) => isKnown(part, ctx))) return;
    ctx
      .report(node.span, `${name} joins ${parts.join(" and ")} here; the field needs single quotes.`)
      .fix("Quote the field", replace(node.span, `'${name}'`));
  },
  examples: {
    good: [
      "index=x | where 'user.name'=\"x\"",
      "index=x | eval a=src_ip.dest_ip",
      "index=x | eval a=1, b=2, c=a.b",
      'index=x | eval a=b." ".c',
    ],
    bad: [{ spl: 'index=x | where «alpha.beta»="x"', fixed: "index=x | where 'alpha.beta'=\"x\"" }],
  },
});

/** The bare names that dots join, without anything else between them. */
function names(expr: EvalExpr): readonly string[] | undefined {
  if (expr.kind === "field-expr") return expr.quoted ? undefined : [expr.name];
  if (expr.kind !== "binary" || expr.op !== ".") return undefined;
  const left = names(expr.left);
  const right = names(expr.right);
  return left && right && [...left, ...right];
}

function isKnown(name: string, ctx: CheckContext): boolean {
  const made = ctx.stage.parts.some(
    (part) => part.kind === "assignment" && part.target.kind === "field" && part.target.name === name,
  );
  return made || ctx.before().written.has(name) || nameOrigins(ctx.catalog).isKnown(name);
}
