import type { Span } from "#base/span.ts";
import type { EvalExpr, SearchOp, SearchValue, SplNode } from "#syntax/spl/ast.ts";
import { remembered } from "./remembered.ts";
import { isFilledIn } from "./search-token.ts";

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
  /** Some values are not literals (macros, subsearches, fields, `$token$`): what it admits is not fully known. */
  readonly partial: boolean;
  /** The field is compared through lower() or upper(). */
  readonly through: "lower" | "upper" | undefined;
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
      if (isFilledIn(node.value.text)) return undefined;
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
      const literals = node.values.filter(isLiteral);
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

function isLiteral(value: SplNode): value is SearchValue {
  return value.kind === "search-value" && !isFilledIn(value.text);
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
  if (expr.kind === "string" && isFilledIn(expr.value)) return undefined;
  if (expr.kind === "string") return { text: expr.value, span: expr.span, quoted: true, number: false };
  if (expr.kind === "number") return { text: String(expr.value), span: expr.span, quoted: false, number: true };
  if (expr.kind === "unary" && expr.op === "-" && expr.operand.kind === "number") {
    return { text: String(-expr.operand.value), span: expr.span, quoted: false, number: true };
  }
  return undefined;
}
