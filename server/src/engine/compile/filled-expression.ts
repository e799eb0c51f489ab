import type { EvalExpr, Subsearch } from "#syntax/spl/ast.ts";

/** An expression with what its subsearches gave in their places. */
export function filledExpression(expr: EvalExpr, known: ReadonlyMap<Subsearch, EvalExpr>): EvalExpr {
  const inner = (each: EvalExpr) => filledExpression(each, known);
  switch (expr.kind) {
    case "subsearch":
      return known.get(expr) ?? expr;
    case "paren":
      return { ...expr, inner: inner(expr.inner) };
    case "unary":
      return { ...expr, operand: inner(expr.operand) };
    case "binary":
      return { ...expr, left: inner(expr.left), right: inner(expr.right) };
    case "in-expr":
      return { ...expr, operand: inner(expr.operand), values: expr.values.map(inner) };
    case "call":
      return { ...expr, args: expr.args.map(inner) };
    default:
      return expr;
  }
}
