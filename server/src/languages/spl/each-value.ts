import type { Row } from "#events/row.ts";
import type { Value } from "#events/value.ts";
import type { EvalExpr } from "#syntax/spl/ast.ts";
import { expressionFields } from "#syntax/spl/expression-fields.ts";

/** The first field that an expression reads: the one whose values mvmap goes through. */
export function fieldOf(expr: EvalExpr | undefined): string | undefined {
  return expr === undefined ? undefined : expressionFields(expr)[0];
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
