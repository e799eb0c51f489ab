import type { Row } from "#events/row.ts";
import { isMulti, toNumber, toText } from "#events/value.ts";
import {
  EXACT,
  type Precision,
  precisionOfProduct,
  precisionOfSum,
  precisionOfText,
} from "#runtime/significant-digits.ts";
import type { Binary, EvalExpr, NumberExpr } from "#syntax/spl/ast.ts";
import { compileNode, type EvalBuild } from "./eval-node.ts";

/** How precisely the result of an expression is known, from the digits of the numbers and fields in it. */
export function precisionOf(expr: EvalExpr, build: EvalBuild): (row: Row) => Precision {
  switch (expr.kind) {
    case "number": {
      const precision = precisionOfText(writtenNumber(expr, build));
      return () => precision;
    }
    case "field-expr":
      return (row) => {
        const value = row.get(expr.name);
        return isMulti(value) ? EXACT : precisionOfText(toText(value) ?? "");
      };
    case "paren":
      return precisionOf(expr.inner, build);
    case "unary":
      return expr.op === "NOT" ? exactly : precisionOf(expr.operand, build);
    case "binary":
      return binaryPrecision(expr, build);
    default:
      return exactly;
  }
}

const exactly = (): Precision => EXACT;

function binaryPrecision(expr: Binary, build: EvalBuild): (row: Row) => Precision {
  if (!/^[-+*/%]$/.test(expr.op)) return exactly;
  const left = precisionOf(expr.left, build);
  const right = precisionOf(expr.right, build);
  if (expr.op !== "+" && expr.op !== "-") return (row) => precisionOfProduct(left(row), right(row));
  const { evaluate } = compileNode(expr, build);
  return (row) => precisionOfSum(left(row), right(row), toNumber(evaluate(row)) ?? 0);
}

/** A number literal as it is written, where its place is known; the tree holds its value only. */
function writtenNumber({ span, value }: NumberExpr, { services }: EvalBuild): string {
  const written = services.text.slice(span.start, span.end);
  return Number(written) === value && written !== "" ? written : String(value);
}
