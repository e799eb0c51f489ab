import type { BinaryOp, EvalExpr } from "#syntax/spl/ast.ts";
import type { Dialect } from "../dialect.ts";

/** What the text alone tells of an expression's type; of a field nothing is known (SPL reference 2.2.1). */
export type StaticType = "string" | "number" | "boolean" | "unknown";

/** The static type of an expression. The type of a conditional is that of its branches when they agree. */
export function staticType(expr: EvalExpr, dialect: Dialect): StaticType {
  switch (expr.kind) {
    case "number":
    case "string":
      return expr.kind;
    case "paren":
      return staticType(expr.inner, dialect);
    case "unary":
      return expr.op === "NOT" ? "boolean" : "number";
    case "in-expr":
      return "boolean";
    case "binary":
      return binaryType(expr.op, staticType(expr.left, dialect), staticType(expr.right, dialect));
    case "call":
      return callType(expr.name, expr.args, dialect);
    default:
      return "unknown";
  }
}

function binaryType(op: BinaryOp, left: StaticType, right: StaticType): StaticType {
  switch (op) {
    case ".":
      return "string";
    case "-":
    case "*":
    case "/":
    case "%":
      return "number";
    case "+":
      if (left === "string" || right === "string") return "string";
      return left === "number" && right === "number" ? "number" : "unknown";
    default:
      return "boolean";
  }
}

function callType(name: string, args: readonly EvalExpr[], dialect: Dialect): StaticType {
  const returns = dialect.function(name)?.returns;
  if (returns === "string" || returns === "number" || returns === "boolean") return returns;
  const branches = branchesOf(name, args).map((branch) => staticType(branch, dialect));
  const [first] = branches;
  if (first === undefined || first === "boolean") return "unknown";
  return branches.every((type) => type === first) ? first : "unknown";
}

/** The arguments one of which is the result. */
function branchesOf(name: string, args: readonly EvalExpr[]): readonly EvalExpr[] {
  switch (name) {
    case "if":
      return args.slice(1, 3);
    case "case":
      return args.filter((_, index) => index % 2 === 1);
    case "coalesce":
      return args;
    default:
      return [];
  }
}
