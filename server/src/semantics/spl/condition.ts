import type { Span } from "#base/span.ts";
import type { Call, EvalExpr, SearchExpr, SearchOp, SearchValue, SplNode } from "#syntax/spl/ast.ts";

/** A literal on the right side of a comparison. */
export interface ConditionValue {
  /** Without quotes, escapes undone. */
  readonly text: string;
  readonly span: Span;
  readonly quoted: boolean;
  /** Written as a number of eval. */
  readonly number: boolean;
}

/**
 * One comparison of a field with literals, in either language. `op` is how the values are compared: "search" ignores case
 * and knows `*`, "equals" is exact, "like" knows `%` and `_`, "match" is a regular expression, "range" an order.
 */
export interface Comparison {
  readonly node: SplNode;
  readonly language: "search" | "eval";
  readonly op: "search" | "equals" | "like" | "match" | "range";
  /** The operator as canonical text: `=`, `!=`, `<`, `IN`, `LIKE`, `like()`. */
  readonly written: string;
  readonly field: string;
  readonly fieldSpan: Span;
  /** The field is written in quotes (`'a b'`). */
  readonly span: Span;
  /** One value, or several of a list; any of them may hold. */
  readonly values: readonly ConditionValue[];
  /** The comparison itself is negative: `!=`, `NOT IN`. */
  readonly negated: boolean;
  /** Some values are not literals (macros, subsearches, fields): what it admits is not fully known. */
  readonly partial: boolean;
  /** The field is compared through lower() or upper(). */
  readonly through: "lower" | "upper" | undefined;
}

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

/** Trees never change, so what was read of a node holds as long as the node does. */
function remembered<N extends SplNode, T extends object>(memo: WeakMap<SplNode, T>, node: N, read: (node: N) => T): T {
  let value = memo.get(node);
  if (value === undefined) {
    value = read(node);
    memo.set(node, value);
  }
  return value;
}

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
  if (expr.kind !== "binary" || expr.op !== op) return [expr];
  return [...flatten(expr.left, op), ...flatten(expr.right, op)];
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

/** A node as a comparison of one field with literals, or undefined when it is something else. */
export function comparisonOf(node: SplNode): Comparison | undefined {
  return remembered(comparisons, node, (one) => ({ comparison: readComparison(one) })).comparison;
}

const comparisons = new WeakMap<SplNode, { readonly comparison: Comparison | undefined }>();

function readComparison(node: SplNode): Comparison | undefined {
  switch (node.kind) {
    case "search-compare": {
      if (node.field.kind !== "field" || node.field.wildcard || node.value.kind !== "search-value") return undefined;
      const values = [searchValue(node.value)];
      return {
        ...searchBase(node, node.field.name, node.field.span),
        op: isRange(node.op) ? "range" : "search",
        written: node.op,
        values,
        negated: node.op === "!=",
        partial: false,
      };
    }
    case "search-in": {
      if (node.field.wildcard) return undefined;
      const literals = node.values.filter((value): value is SearchValue => value.kind === "search-value");
      return {
        ...searchBase(node, node.field.name, node.field.span),
        op: "search",
        written: node.negated ? "NOT IN" : "IN",
        values: literals.map(searchValue),
        negated: node.negated,
        partial: literals.length < node.values.length,
      };
    }
    case "binary":
    case "in-expr":
    case "call":
      return evalComparison(node);
    default:
      return undefined;
  }
}

function searchBase(node: SplNode, field: string, fieldSpan: Span) {
  return { node, language: "search", field, fieldSpan, span: node.span, through: undefined } as const;
}

function isRange(op: SearchOp | string): boolean {
  return op === "<" || op === "<=" || op === ">" || op === ">=";
}

function searchValue(value: SearchValue): ConditionValue {
  return { text: value.text, span: value.span, quoted: value.quoted, number: false };
}

function evalComparison(node: Extract<EvalExpr, { kind: "binary" | "in-expr" | "call" }>): Comparison | undefined {
  if (node.kind === "in-expr") {
    return evalLeaf(node, node.operand, node.values, "equals", node.negated ? "NOT IN" : "IN", node.negated);
  }
  if (node.kind === "call") {
    const [first, ...others] = node.args;
    if (first === undefined) return undefined;
    if (node.name === "in") return evalLeaf(node, first, others, "equals", "in()", false);
    if (node.name === "like") return evalLeaf(node, first, others.slice(0, 1), "like", "like()", false);
    if (node.name === "match") return evalLeaf(node, first, others.slice(0, 1), "match", "match()", false);
    return undefined;
  }
  if (node.op === "LIKE") return evalLeaf(node, node.left, [node.right], "like", "LIKE", false);
  const op = isRange(node.op) ? "range" : node.op === "=" || node.op === "!=" ? "equals" : undefined;
  if (op === undefined) return undefined;
  const direct = evalLeaf(node, node.left, [node.right], op, node.op, node.op === "!=");
  if (direct !== undefined && !direct.partial) return direct;
  const turned = evalLeaf(node, node.right, [node.left], op, mirrored(node.op), node.op === "!=");
  return turned !== undefined && !turned.partial ? turned : undefined;
}

function mirrored(op: string): string {
  const turn: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };
  return turn[op] ?? op;
}

function evalLeaf(
  node: EvalExpr,
  subject: EvalExpr,
  values: readonly EvalExpr[],
  op: Comparison["op"],
  written: string,
  negated: boolean,
): Comparison | undefined {
  const target = subjectField(subject);
  if (target === undefined) return undefined;
  const literals = values.flatMap((value) => literalOf(value) ?? []);
  return {
    node,
    language: "eval",
    op,
    written,
    field: target.name,
    fieldSpan: target.span,
    span: node.span,
    values: literals,
    negated,
    partial: literals.length < values.length,
    through: target.through,
  };
}

function subjectField(
  expr: EvalExpr,
): { name: string; span: Span; through: "lower" | "upper" | undefined } | undefined {
  if (expr.kind === "paren") return subjectField(expr.inner);
  if (expr.kind === "field-expr") return { name: expr.name, span: expr.span, through: undefined };
  if (expr.kind === "call" && (expr.name === "lower" || expr.name === "upper") && expr.args.length === 1) {
    const [inner] = expr.args;
    if (inner?.kind === "field-expr") return { name: inner.name, span: inner.span, through: expr.name };
  }
  return undefined;
}

/** A string or number of eval as a literal value. */
export function literalOf(expr: EvalExpr): ConditionValue | undefined {
  if (expr.kind === "paren") return literalOf(expr.inner);
  if (expr.kind === "string") return { text: expr.value, span: expr.span, quoted: true, number: false };
  if (expr.kind === "number") return { text: String(expr.value), span: expr.span, quoted: false, number: true };
  if (expr.kind === "unary" && expr.op === "-" && expr.operand.kind === "number") {
    return { text: String(-expr.operand.value), span: expr.span, quoted: false, number: true };
  }
  return undefined;
}
