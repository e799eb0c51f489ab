import type { Problem } from "#base/problem.ts";
import { Row } from "#events/row.ts";
import type { Value } from "#events/value.ts";
import { concatenation, numericOperation, plus, signed } from "#runtime/arithmetic.ts";
import { type ComparisonRules, comparison } from "#runtime/comparison.ts";
import { likePredicate } from "#runtime/like-predicate.ts";
import { membership } from "#runtime/membership.ts";
import type { Expression, Predicate } from "#runtime/predicate.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { roundToPrecision } from "#runtime/significant-digits.ts";
import type { StaticType } from "#semantics/spl/static-type.ts";
import type { Binary, EvalExpr, InExpr, Subsearch, Unary } from "#syntax/spl/ast.ts";
import { compileCall } from "./call.ts";
import { allOf, anyOf, eitherOf, notOf } from "./logic.ts";
import { precisionOf } from "./precision.ts";
import type { ExpressionServices } from "./services.ts";
import { sumType } from "./sum-type.ts";

/** An expression compiled for one run. */
export interface CompiledNode {
  readonly evaluate: Expression;
  readonly type: StaticType;
  /** The value, when it is the same for every row of the run. */
  readonly constant: Value | undefined;
}

/** What compiling for one run needs. */
export interface EvalBuild {
  readonly services: ExpressionServices;
  readonly run: RunContext;
  /** What the text of each subsearch reads as, once it has run. */
  readonly subsearches: ReadonlyMap<Subsearch, EvalExpr>;
  readonly refuse: (problem: Problem) => void;
}

const NO_ROW = new Row(null);

/** A node whose value never changes. */
export function constantNode(value: Value, type: StaticType): CompiledNode {
  return { evaluate: () => value, type, constant: value };
}

/** A node of an operation: evaluated here and now when all its operands are constant. */
export function operationNode(
  evaluate: Expression,
  type: StaticType,
  operands: readonly CompiledNode[],
  volatile = false,
): CompiledNode {
  const folds = !volatile && operands.every((operand) => operand.constant !== undefined);
  return folds ? constantNode(evaluate(NO_ROW), type) : { evaluate, type, constant: undefined };
}

/** Compiles any expression. */
export function compileNode(expr: EvalExpr, build: EvalBuild): CompiledNode {
  switch (expr.kind) {
    case "number":
      return constantNode(expr.value, "number");
    case "string":
      return constantNode(expr.value, "string");
    case "field-expr": {
      const { name } = expr;
      return { evaluate: (row) => row.get(name), type: "unknown", constant: undefined };
    }
    case "paren":
      return compileNode(expr.inner, build);
    case "unary":
      return compileUnary(expr, build);
    case "binary":
      return compileBinary(expr, build);
    case "in-expr":
      return compileIn(expr, build);
    case "call":
      return compileCall(expr, build);
    case "subsearch": {
      const known = build.subsearches.get(expr);
      return known === undefined ? constantNode(null, "unknown") : compileNode(known, build);
    }
    case "macro-call":
      build.refuse({
        code: "E-MACRO",
        severity: "error",
        span: expr.span,
        message: `The search specifies a macro '${expr.name}' that cannot be found.`,
      });
      return constantNode(null, "unknown");
    case "missing":
      return constantNode(null, "unknown");
  }
}

function compileUnary(expr: Unary, build: EvalBuild): CompiledNode {
  const operand = compileNode(expr.operand, build);
  if (expr.op !== "NOT") {
    return operationNode(signed(expr.op, operand.evaluate, build.run.settings), "number", [operand]);
  }
  return operationNode(notOf(truthOf(operand), negatedNull(build)), "boolean", [operand]);
}

/** What NOT makes of null. */
export function negatedNull(build: EvalBuild): null | true {
  return build.run.settings.whereNotNull === "true" ? true : null;
}

function compileBinary(expr: Binary, build: EvalBuild): CompiledNode {
  const left = compileNode(expr.left, build);
  const right = compileNode(expr.right, build);
  const { settings } = build.run;
  const { op } = expr;
  const node = (evaluate: Expression, type: StaticType) => operationNode(evaluate, type, [left, right]);
  const rounded = (evaluate: Expression) => (settings.significantDigits ? roundedTo(evaluate, expr, build) : evaluate);
  switch (op) {
    case "+":
      return node(rounded(plus(left, right, settings)), sumType(left.type, right.type));
    case "-":
    case "*":
    case "/":
    case "%":
      return node(rounded(numericOperation(op, left.evaluate, right.evaluate, settings)), "number");
    case ".":
      return node(concatenation(left.evaluate, right.evaluate, settings), "string");
    case "AND":
      return node(allOf([truthOf(left), truthOf(right)], false), "boolean");
    case "OR":
      return node(anyOf([truthOf(left), truthOf(right)], false), "boolean");
    case "XOR":
      return node(eitherOf(truthOf(left), truthOf(right)), "boolean");
    case "LIKE":
      return node(likePredicate(left.evaluate, right.evaluate, right.constant), "boolean");
    default:
      return node(
        comparison(op, left.evaluate, right.evaluate, comparisonRules([left, right], build), right.constant),
        "boolean",
      );
  }
}

/** The result of a calculation rounded to what its operands allow. */
function roundedTo(evaluate: Expression, expr: Binary, build: EvalBuild): Expression {
  const exact = { ...build, run: { ...build.run, settings: { ...build.run.settings, significantDigits: false } } };
  const precision = precisionOf(expr, exact);
  return (row) => {
    const value = evaluate(row);
    return typeof value === "number" ? roundToPrecision(value, precision(row)) : value;
  };
}

function compileIn(expr: InExpr, build: EvalBuild): CompiledNode {
  const operand = compileNode(expr.operand, build);
  const values = expr.values.map((value) => compileNode(value, build));
  const test = membership(operand.evaluate, values, comparisonRules([operand, ...values], build));
  const evaluate = expr.negated ? notOf(test, negatedNull(build)) : test;
  return operationNode(evaluate, "boolean", [operand, ...values]);
}

/** Texts compare as texts; a text with anything else numerically if both look so, unless a setting says otherwise. */
function comparisonRules(operands: readonly CompiledNode[], build: EvalBuild): ComparisonRules {
  const { stringLiteralNumericCompare, mvNotEquals } = build.run.settings;
  const isText = ({ type }: CompiledNode) => type === "string";
  return {
    textOnly: operands.every(isText) || (stringLiteralNumericCompare === "text" && operands.some(isText)),
    mvNotEquals,
  };
}

/** The truth of a value: only booleans have one. */
export function truthOf({ evaluate }: CompiledNode): Predicate {
  return (row) => {
    const value = evaluate(row);
    return typeof value === "boolean" ? value : null;
  };
}
