import type { EvalExpr, SplNode } from "./ast.ts";

/** Whether a node is an expression of eval. */
export function isEvalExpr(node: SplNode): node is EvalExpr {
  switch (node.kind) {
    case "number":
    case "string":
    case "field-expr":
    case "call":
    case "unary":
    case "binary":
    case "in-expr":
    case "paren":
      return true;
    default:
      return false;
  }
}
