import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import type { Assignment, Binary, EvalExpr, Pipeline, SplNode, Stage, Unary } from "#syntax/spl/ast.ts";
import { isEvalExpr } from "#syntax/spl/eval-kinds.ts";
import { walk } from "#syntax/spl/path.ts";
import type { Dialect } from "../dialect.ts";
import { callProblem } from "./call-problem.ts";
import { type StaticType, staticType } from "./static-type.ts";

/**
 * The type errors that Splunk finds when a search starts (SPL reference 2.2.1 and 7): unknown functions, wrong arguments,
 * operators over literals and results of the wrong type, booleans assigned, conditions that are none. At most one problem
 * for each node.
 */
export function typeProblems(tree: Pipeline, dialect: Dialect): readonly Problem[] {
  const problems: Problem[] = [];
  walk(tree, (node) => {
    const found = problemOf(node, dialect);
    if (found !== undefined) problems.push(found);
  });
  return problems;
}

/** What an expression must give: a condition, the value of a field, which is none, or either. */
export type ExpressionResult = "condition" | "value" | "any";

/** The type errors of one expression, as of one whose subsearches have run. */
export function expressionProblems(expr: EvalExpr, dialect: Dialect, result: ExpressionResult): readonly Problem[] {
  const problems: Problem[] = [];
  walk(expr, (node) => {
    const found = problemOf(node, dialect);
    if (found !== undefined) problems.push(found);
  });
  if (problems.length > 0) return problems;
  const type = staticType(expr, dialect);
  if (result === "value") return type === "boolean" ? [booleanAssigned(expr.span)] : [];
  if (result === "any" || (type !== "number" && type !== "string")) return [];
  return [error("E-WHEREBOOL", expr.span, CONDITIONS.where[1], `This expression gives a ${type}.`)];
}

function problemOf(node: SplNode, dialect: Dialect): Problem | undefined {
  switch (node.kind) {
    case "stage":
      return conditionProblem(node, dialect);
    case "assignment":
      return assignmentProblem(node, dialect);
    case "binary":
      return binaryProblem(node, dialect);
    case "unary":
      return unaryProblem(node, dialect);
    case "call":
      return callProblem(node, dialect);
    default:
      return undefined;
  }
}

function error(code: string, span: Span, message: string, help?: string): Problem {
  return { code, span, message, severity: "error", ...(help === undefined ? {} : { help }) };
}

const CONDITIONS = {
  where: ["E-WHEREBOOL", "The expression is invalid. The result of a 'where' expression must be boolean."],
  head: ["E-HEAD", "The argument must be a positive number or a boolean expression."],
} as const;

function conditionProblem(stage: Stage, dialect: Dialect): Problem | undefined {
  const { command } = stage;
  if (command !== "where" && command !== "head") return undefined;
  const rule = CONDITIONS[command];
  const condition = stage.parts.find(isEvalExpr);
  if (condition === undefined) return undefined;
  const bare = withoutParens(condition);
  const type = staticType(bare, dialect);
  const isField = bare.kind === "field-expr" && !/^(?:true|false)$/i.test(bare.name);
  const isSum = bare.kind === "binary" && bare.op === "+";
  if (type === "boolean" || (type === "unknown" && !isField && !isSum)) return undefined;
  const help = isField
    ? `'${bare.name}' is a field and no condition: compare it, or test it with isnotnull(${bare.quoted ? `'${bare.name}'` : bare.name}).`
    : `This expression gives a ${isSum ? "number or text" : type}.`;
  return error(rule[0], condition.span, rule[1], help);
}

function withoutParens(expr: EvalExpr): EvalExpr {
  let inner = expr;
  while (inner.kind === "paren") inner = inner.inner;
  return inner;
}

function assignmentProblem({ value }: Assignment, dialect: Dialect): Problem | undefined {
  return staticType(value, dialect) === "boolean" ? booleanAssigned(value.span) : undefined;
}

function booleanAssigned(span: Span): Problem {
  return error(
    "E-BOOLASSIGN",
    span,
    "Fields cannot be assigned a boolean result. Instead, try if([bool expr], [expr], [expr]).",
    'Write if(condition, "true", "false"), or tostring(condition).',
  );
}

function binaryProblem(node: Binary, dialect: Dialect): Problem | undefined {
  const left = staticType(node.left, dialect);
  const right = staticType(node.right, dialect);
  const sides = `The left side is ${described(left)}, the right side ${described(right)}.`;
  const span = node.opSpan.end > node.opSpan.start ? node.opSpan : node.span;
  switch (node.op) {
    case "+":
      if (!clash(left, right) && left !== "boolean" && right !== "boolean") return undefined;
      return error(
        "E-PLUSTYPES",
        span,
        "Type checking failed. '+' only takes two strings or two numbers.",
        `${sides} To join texts use '.'.`,
      );
    case "-":
    case "*":
    case "/":
    case "%":
      if (isNumeric(left) && isNumeric(right)) return undefined;
      return error("E-NUMONLY", span, `Type checking failed. '${node.op}' only takes numbers.`, sides);
    case ".":
      if (left !== "boolean" && right !== "boolean") return undefined;
      return error("E-CONCAT", span, "Type checking failed. The '.' operator only takes strings and numbers.", sides);
    case "AND":
    case "OR":
    case "XOR":
      if (isTruth(left) && isTruth(right)) return undefined;
      return error(
        "E-BOOLONLY",
        span,
        `Type checking failed. '${node.op}' only takes boolean arguments.`,
        `${sides} Each side must be a whole comparison.`,
      );
    default:
      if (!clash(left, right)) return undefined;
      return error(
        "E-DIFFTYPES",
        span,
        `Type checking failed. The '${node.op}' operator received different types.`,
        sides,
      );
  }
}

function unaryProblem(node: Unary, dialect: Dialect): Problem | undefined {
  const type = staticType(node.operand, dialect);
  if (node.op === "NOT") {
    if (isTruth(type)) return undefined;
    return error(
      "E-BOOLONLY",
      node.opSpan,
      "Type checking failed. 'NOT' only takes boolean arguments.",
      `Its argument is ${described(type)}.`,
    );
  }
  if (isNumeric(type)) return undefined;
  return error(
    "E-NUMONLY",
    node.opSpan,
    `Type checking failed. '${node.op}' only takes numbers.`,
    `Its argument is ${described(type)}.`,
  );
}

function clash(left: StaticType, right: StaticType): boolean {
  return (left === "string" && right === "number") || (left === "number" && right === "string");
}

function isNumeric(type: StaticType): boolean {
  return type === "number" || type === "unknown";
}

function isTruth(type: StaticType): boolean {
  return type === "boolean" || type === "unknown";
}

function described(type: StaticType): string {
  return type === "unknown" ? "of a type known only at run time" : `a ${type}`;
}
