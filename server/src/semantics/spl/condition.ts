import type { Span } from "#base/span.ts";
import type { Call, EvalExpr, SearchExpr, SplNode } from "#syntax/spl/ast.ts";
import { type Comparison, comparisonOf } from "./comparison.ts";
import { remembered } from "./remembered.ts";

/** A boolean combination over comparisons, the same shape for search and eval conditions. */
export type Condition =
  | { readonly kind: "and"; readonly items: readonly Condition[]; readonly node: SplNode }
  | { readonly kind: "or"; readonly items: readonly Condition[]; readonly node: SplNode }
  | { readonly kind: "not"; readonly item: Condition; readonly node: SplNode; readonly language: "search" | "eval" }
  | { readonly kind: "compare"; readonly comparison: Comparison; readonly node: SplNode }
  /** isnull and isnotnull, and `f=*` of search. */
  | {
      readonly kind: "presence";
      readonly field: string;
      readonly fieldSpan: Span;
      readonly present: boolean;
      readonly node: SplNode;
    }
  /** Anything else: `fields` are those that must have a value for it to hold. */
  | { readonly kind: "opaque"; readonly requires: readonly string[]; readonly node: SplNode };

/** A search expression as a condition. */
export function searchCondition(expr: SearchExpr): Condition {
  return remembered(conditions, expr, readSearch);
}

const conditions = new WeakMap<SplNode, Condition>();

function readSearch(expr: SearchExpr): Condition {
  switch (expr.kind) {
    case "search-and":
      return { kind: "and", items: expr.items.map(searchCondition), node: expr };
    case "search-or":
      return { kind: "or", items: expr.items.map(searchCondition), node: expr };
    case "search-not":
      return { kind: "not", item: searchCondition(expr.operand), node: expr, language: "search" };
    case "search-paren":
      return searchCondition(expr.inner);
    case "search-compare":
    case "search-in":
      return searchLeaf(expr);
    default:
      return { kind: "opaque", requires: [], node: expr };
  }
}

function searchLeaf(expr: Extract<SearchExpr, { kind: "search-compare" | "search-in" }>): Condition {
  const comparison = comparisonOf(expr);
  if (comparison === undefined) {
    const requires = expr.field.kind === "field" && !expr.field.wildcard ? [expr.field.name] : [];
    return { kind: "opaque", requires: expr.kind === "search-in" && expr.negated ? [] : requires, node: expr };
  }
  const [only] = comparison.values;
  if (expr.kind === "search-compare" && only?.text === "*" && comparison.written === "=") {
    return {
      kind: "presence",
      field: comparison.field,
      fieldSpan: comparison.fieldSpan,
      present: true,
      node: expr,
    };
  }
  if (comparison.written === "NOT IN") {
    const positive: Comparison = { ...comparison, negated: false };
    return {
      kind: "not",
      item: { kind: "compare", comparison: positive, node: expr },
      node: expr,
      language: "search",
    };
  }
  return { kind: "compare", comparison, node: expr };
}

/** An eval condition as a condition. */
export function evalCondition(expr: EvalExpr): Condition {
  return remembered(conditions, expr, readEval);
}

function readEval(expr: EvalExpr): Condition {
  switch (expr.kind) {
    case "paren":
      return evalCondition(expr.inner);
    case "unary":
      return expr.op === "NOT"
        ? { kind: "not", item: evalCondition(expr.operand), node: expr, language: "eval" }
        : opaque(expr);
    case "binary":
      if (expr.op === "AND" || expr.op === "OR") {
        const kind = expr.op === "AND" ? "and" : "or";
        return { kind, items: flatten(expr, expr.op).map(evalCondition), node: expr };
      }
      return leafOrOpaque(expr);
    case "call":
      return callCondition(expr);
    default:
      return leafOrOpaque(expr);
  }
}

/** The operands of a chain of one operator, in order. */
export function flatten(expr: EvalExpr, op: "AND" | "OR" | "+" | "."): readonly EvalExpr[] {
  const operands: EvalExpr[] = [];
  const pending = [expr];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "binary" && next.op === op) pending.push(next.right, next.left);
    else operands.push(next);
  }
  return operands;
}

function callCondition(expr: Call): Condition {
  const [first] = expr.args;
  if ((expr.name === "isnull" || expr.name === "isnotnull") && first?.kind === "field-expr") {
    return {
      kind: "presence",
      field: first.name,
      fieldSpan: first.span,
      present: expr.name === "isnotnull",
      node: expr,
    };
  }
  return leafOrOpaque(expr);
}

function leafOrOpaque(expr: EvalExpr): Condition {
  const comparison = comparisonOf(expr);
  return comparison === undefined ? opaque(expr) : { kind: "compare", comparison, node: expr };
}

/** Functions whose result is never true when their first argument is null. */
const NULL_IN_NULL_OUT = new Set([
  "match",
  "like",
  "cidrmatch",
  "in",
  "lower",
  "upper",
  "len",
  "substr",
  "trim",
  "ltrim",
]);

function opaque(expr: EvalExpr): Condition {
  return { kind: "opaque", requires: requiredBy(expr), node: expr };
}

/** Fields without which an expression is null, so that no condition over it can hold. */
function requiredBy(expr: EvalExpr): readonly string[] {
  switch (expr.kind) {
    case "field-expr":
      return [expr.name];
    case "paren":
      return requiredBy(expr.inner);
    case "binary":
      if (expr.op === "AND" || expr.op === "OR" || expr.op === "XOR") return [];
      return [...requiredBy(expr.left), ...requiredBy(expr.right)];
    case "in-expr":
      return expr.negated ? [] : requiredBy(expr.operand);
    case "call": {
      const [first] = expr.args;
      return NULL_IN_NULL_OUT.has(expr.name) && first !== undefined ? requiredBy(first) : [];
    }
    default:
      return [];
  }
}
