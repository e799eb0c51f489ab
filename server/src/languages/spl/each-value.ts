import type { Row } from "#events/row.ts";
import type { Value } from "#events/value.ts";
import type { EvalExpr } from "#syntax/spl/ast.ts";

/** The first field that an expression reads: the one whose values mvmap and mvfilter go through. */
export function fieldOf(expr: EvalExpr | undefined): string | undefined {
  return fieldsRead(expr)[0];
}

/** The fields that an expression reads, in the order of the text, repeats included. */
export function fieldsRead(expr: EvalExpr | undefined): readonly string[] {
  switch (expr?.kind) {
    case "field-expr":
      return [expr.name];
    case "paren":
      return fieldsRead(expr.inner);
    case "unary":
      return fieldsRead(expr.operand);
    case "binary":
      return [expr.left, expr.right].flatMap(fieldsRead);
    case "in-expr":
      return [expr.operand, ...expr.values].flatMap(fieldsRead);
    case "call":
      return expr.args.flatMap(fieldsRead);
    default:
      return [];
  }
}

/** Evaluates something for each value, which stands alone under the field's name while it does; the row is left as it was. */
export function forEachValue<T>(
  row: Row,
  field: string,
  values: readonly string[],
  evaluate: (text: string) => T,
): T[] {
  const before: Value = row.get(field);
  try {
    return values.map((text) => {
      row.set(field, text);
      return evaluate(text);
    });
  } finally {
    row.set(field, before);
  }
}
