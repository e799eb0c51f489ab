import type { EvalExpr } from "./ast.ts";

/** The names of the fields that an eval expression reads, each once, in the order of the text. */
export function expressionFields(expr: EvalExpr): readonly string[] {
  const names = new Set<string>();
  visit(expr, names);
  return [...names];
}

function visit(expr: EvalExpr, names: Set<string>): void {
  switch (expr.kind) {
    case "field-expr":
      names.add(expr.name);
      return;
    case "call":
      for (const arg of expr.args) visit(arg, names);
      return;
    case "unary":
      visit(expr.operand, names);
      return;
    case "binary":
      visit(expr.left, names);
      visit(expr.right, names);
      return;
    case "in-expr":
      visit(expr.operand, names);
      for (const value of expr.values) visit(value, names);
      return;
    case "paren":
      visit(expr.inner, names);
      return;
    default:
      return;
  }
}
