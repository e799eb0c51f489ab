import type { EvalExpr, SplNode } from "#syntax/spl/ast.ts";
import type { CheckContext } from "../define.ts";
import { bare } from "./assignments.ts";
import { isEval, isOr, withinStage } from "./situation.ts";

/** Whether another branch of an OR around the visited node keeps the rows without a field: `isnull(f)`, `NOT isnotnull(f)`. */
export function keepsNull(ctx: CheckContext, field: string): boolean {
  return withinStage(ctx).some(
    (node) => isOr(node) && isEval(node) && branches(node).some((one) => isNull(one, field)),
  );
}

function branches(node: EvalExpr): readonly EvalExpr[] {
  const inner = bare(node);
  return inner.kind === "binary" && isOr(inner as SplNode)
    ? [...branches(inner.left), ...branches(inner.right)]
    : [inner];
}

function isNull(node: EvalExpr, field: string): boolean {
  if (node.kind === "unary" && node.op === "NOT") return isCall(bare(node.operand), "isnotnull", field);
  return isCall(node, "isnull", field);
}

function isCall(node: EvalExpr, name: string, field: string): boolean {
  if (node.kind !== "call" || node.name !== name) return false;
  const [argument] = node.args;
  return argument?.kind === "field-expr" && argument.name === field;
}
