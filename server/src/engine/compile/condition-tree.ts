import type { Span } from "#base/span.ts";
import type { EvalExpr, SearchExpr } from "#syntax/spl/ast.ts";

/** What a clause asks of an event, as far as an explanation can use it. */
export interface ClauseTest {
  /** `search` ignores case and knows `*`; `where` does neither; a `term` is looked for in the event's text. */
  readonly language: "search" | "where" | "term" | "opaque";
  readonly field: { readonly name: string; readonly span: Span } | undefined;
  /** `=`, `!=`, `<`, …, `IN`, `NOT IN`, `LIKE`; empty for a term or a call. */
  readonly op: string;
  /** The literals that the field is compared with. */
  readonly values: readonly { readonly text: string; readonly span: Span }[];
}

/** A condition as the tree of its clauses; spans are of the text that was compiled. */
export type ConditionTree =
  | { readonly kind: "all" | "any" | "either"; readonly span: Span; readonly of: readonly ConditionTree[] }
  | { readonly kind: "not"; readonly span: Span; readonly of: readonly [ConditionTree] }
  | { readonly kind: "clause"; readonly span: Span; readonly clause: number; readonly test: ClauseTest };

/** The test of a clause of which no more is known. */
export const OPAQUE: ClauseTest = { language: "opaque", field: undefined, op: "", values: [] };

/** The tree of a search expression whose leaves have numbers. */
export function searchTree(expr: SearchExpr, ids: ReadonlyMap<SearchExpr, number>): ConditionTree {
  const { span } = expr;
  switch (expr.kind) {
    case "search-and":
      return { kind: "all", span, of: expr.items.map((item) => searchTree(item, ids)) };
    case "search-or":
      return { kind: "any", span, of: expr.items.map((item) => searchTree(item, ids)) };
    case "search-not":
      return { kind: "not", span, of: [searchTree(expr.operand, ids)] };
    case "search-paren":
      return searchTree(expr.inner, ids);
    default: {
      const clause = ids.get(expr);
      // What has no number cannot be run; the search is refused before anything is asked.
      if (clause === undefined) return { kind: "any", span, of: [] };
      return { kind: "clause", span, clause, test: searchTest(expr) };
    }
  }
}

function searchTest(expr: SearchExpr): ClauseTest {
  if (expr.kind === "search-term") {
    const { text, span } = expr.value;
    return { language: "term", field: undefined, op: "", values: [{ text, span }] };
  }
  if (expr.kind === "search-compare" && expr.field.kind === "field" && expr.value.kind === "search-value") {
    const { text, span } = expr.value;
    return { language: "search", field: expr.field, op: expr.op, values: [{ text, span }] };
  }
  if (expr.kind === "search-in") {
    const values = expr.values.flatMap((value) => (value.kind === "search-value" ? [value] : []));
    const complete = values.length === expr.values.length;
    if (complete) return { language: "search", field: expr.field, op: expr.negated ? "NOT IN" : "IN", values };
  }
  return OPAQUE;
}

/** The tree of an eval condition whose leaves have numbers. */
export function evalTree(expr: EvalExpr, ids: ReadonlyMap<EvalExpr, number>): ConditionTree {
  const { span } = expr;
  const clause = ids.get(expr);
  if (clause !== undefined) return { kind: "clause", span, clause, test: evalTest(expr) };
  if (expr.kind === "paren") return evalTree(expr.inner, ids);
  if (expr.kind === "unary") return { kind: "not", span, of: [evalTree(expr.operand, ids)] };
  if (expr.kind === "binary") {
    const kind = expr.op === "AND" ? "all" : expr.op === "OR" ? "any" : "either";
    return { kind, span, of: [evalTree(expr.left, ids), evalTree(expr.right, ids)] };
  }
  return { kind: "any", span, of: [] };
}

function evalTest(expr: EvalExpr): ClauseTest {
  if (expr.kind === "binary") {
    const { left, right, op } = expr;
    if (left.kind === "field-expr") return whereTest(left, op, [right]);
    return right.kind === "field-expr" && (op === "=" || op === "!=") ? whereTest(right, op, [left]) : OPAQUE;
  }
  if (expr.kind === "in-expr" && expr.operand.kind === "field-expr") {
    return whereTest(expr.operand, expr.negated ? "NOT IN" : "IN", expr.values);
  }
  if (expr.kind === "call" && expr.name === "like") {
    const [field, pattern] = expr.args;
    if (field?.kind === "field-expr" && pattern !== undefined) return whereTest(field, "LIKE", [pattern]);
  }
  return OPAQUE;
}

function whereTest(
  field: EvalExpr & { readonly kind: "field-expr" },
  op: string,
  others: readonly EvalExpr[],
): ClauseTest {
  const values: { text: string; span: Span }[] = [];
  for (const other of others) {
    if (other.kind === "string") values.push({ text: other.value, span: other.span });
    else if (other.kind === "number") values.push({ text: String(other.value), span: other.span });
    else return OPAQUE;
  }
  return { language: "where", field: { name: field.name, span: field.span }, op, values };
}

/** The tree with every span led to another text. */
export function placedTree(tree: ConditionTree, place: (at: Span) => Span): ConditionTree {
  const span = place(tree.span);
  if (tree.kind === "clause") {
    const { field, values, ...test } = tree.test;
    const placedField = field === undefined ? undefined : { name: field.name, span: place(field.span) };
    const placedValues = values.map((value) => ({ text: value.text, span: place(value.span) }));
    return { ...tree, span, test: { ...test, field: placedField, values: placedValues } };
  }
  if (tree.kind === "not") return { kind: "not", span, of: [placedTree(tree.of[0], place)] };
  return { ...tree, span, of: tree.of.map((inner) => placedTree(inner, place)) };
}

/** The numbers of all clauses in a tree, in the order of the text. */
export function clausesIn(tree: ConditionTree): readonly number[] {
  return tree.kind === "clause" ? [tree.clause] : tree.of.flatMap(clausesIn);
}
