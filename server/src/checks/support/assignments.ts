import type { FieldInfo } from "#events/field-set.ts";
import type { Assignment, EvalExpr } from "#syntax/spl/ast.ts";

/** An expression without the parentheses around it. */
export function bare(expr: EvalExpr): EvalExpr {
  return expr.kind === "paren" ? bare(expr.inner) : expr;
}

/** Whether an assignment gives a field the value that it has: itself, or coalesce() of itself when it is always there. */
export function keepsValue(node: Assignment, infer: (expr: EvalExpr) => FieldInfo): boolean {
  const value = bare(node.value);
  if (isTarget(value, node)) return true;
  if (value.kind !== "call" || value.name !== "coalesce") return false;
  const [first] = value.args;
  return first !== undefined && isTarget(first, node) && infer(first).presence === "definite";
}

/** Whether an assignment changes only the case of a field, or fills it from others when it is not there. */
export function keepsMeaning(node: Assignment): boolean {
  const value = bare(node.value);
  if (isTarget(value, node)) return true;
  if (value.kind !== "call") return false;
  const [first] = value.args;
  if (first === undefined || !isTarget(first, node)) return false;
  return value.name === "coalesce" || ((value.name === "lower" || value.name === "upper") && value.args.length === 1);
}

function isTarget(expr: EvalExpr, { target }: Assignment): boolean {
  const inner = bare(expr);
  return target.kind === "field" && inner.kind === "field-expr" && inner.name === target.name;
}
