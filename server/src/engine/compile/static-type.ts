import type { Dialect } from "#semantics/dialect.ts";
import type { Binary, EvalExpr } from "#syntax/spl/ast.ts";

/** What the text alone tells of an expression's type; a field is unknown (SPL reference 2.2.1). */
export type StaticType = "string" | "number" | "boolean" | "unknown";

/** The static type of an expression. */
export function staticType(expr: EvalExpr, dialect: Dialect): StaticType {
  switch (expr.kind) {
    case "number":
      return "number";
    case "string":
      return "string";
    case "paren":
      return staticType(expr.inner, dialect);
    case "unary":
      return expr.op === "NOT" ? "boolean" : "number";
    case "in-expr":
      return "boolean";
    case "binary":
      return binaryType(expr, dialect);
    case "call": {
      const returns = dialect.function(expr.name)?.returns;
      return returns === "string" || returns === "number" || returns === "boolean" ? returns : "unknown";
    }
    default:
      return "unknown";
  }
}

function binaryType(expr: Binary, dialect: Dialect): StaticType {
  switch (expr.op) {
    case ".":
      return "string";
    case "-":
    case "*":
    case "/":
    case "%":
      return "number";
    case "+":
      return sumType(staticType(expr.left, dialect), staticType(expr.right, dialect));
    default:
      return "boolean";
  }
}

/** The type of a sum: text as soon as one side is, a number as soon as one side is. */
export function sumType(left: StaticType, right: StaticType): StaticType {
  if (left === "string" || right === "string") return "string";
  if (left === "number" || right === "number") return "number";
  return "unknown";
}
