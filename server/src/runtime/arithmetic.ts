import { looksNumeric, toNumber, toText, type Value } from "#events/value.ts";
import type { Expression } from "./predicate.ts";
import type { Settings } from "./settings.ts";
import { singleValue } from "./single-value.ts";

/** A numeric operator. */
export type NumericOp = "-" | "*" | "/" | "%";

/** `- * / %`: null when an operand is null, not numeric, has several values, or the divisor is zero (SPL reference 2.2.1). */
export function numericOperation(op: NumericOp, left: Expression, right: Expression, settings: Settings): Expression {
  return (row) => {
    const a = toNumber(singleValue(left(row), settings));
    if (a === null) return null;
    const b = toNumber(singleValue(right(row), settings));
    return b === null ? null : apply(op, a, b);
  };
}

function apply(op: NumericOp, a: number, b: number): number | null {
  switch (op) {
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? null : a / b;
    case "%":
      return b === 0 ? null : a % b;
  }
}

/** What is known of an operand of `+` before any row is seen. */
export type OperandType = "string" | "number" | "boolean" | "unknown";

interface Operand {
  readonly evaluate: Expression;
  readonly type: OperandType;
}

/**
 * `+`: the sum of two numbers; the texts one after the other when a side is text and the other is text or a field; null for a
 * number with a text that is not numeric (SPL reference 2.2.1, setting `plusCoercion`).
 */
export function plus(left: Operand, right: Operand, settings: Settings): Expression {
  const always = settings.plusCoercion === "concatenate";
  return (row) => {
    const a = singleValue(left.evaluate(row), settings);
    if (a === null) return null;
    const b = singleValue(right.evaluate(row), settings);
    if (b === null) return null;
    const aText = isText(a, left.type);
    const bText = isText(b, right.type);
    if (!aText && !bText) return Number(a) + Number(b);
    const mixed = (aText && right.type === "number") || (bText && left.type === "number");
    return mixed && !always ? null : concatenate(a, b);
  };
}

function isText(value: string | number | boolean, type: OperandType): boolean {
  return typeof value === "boolean" || (typeof value === "string" && (type === "string" || !looksNumeric(value)));
}

/** `.`: the texts one after the other; null if either is null or has several values. */
export function concatenation(left: Expression, right: Expression, settings: Settings): Expression {
  return (row) => {
    const a = singleValue(left(row), settings);
    if (a === null) return null;
    const b = singleValue(right(row), settings);
    return b === null ? null : concatenate(a, b);
  };
}

function concatenate(a: string | number | boolean, b: string | number | boolean): string {
  return (typeof a === "string" ? a : (toText(a) ?? "")) + (typeof b === "string" ? b : (toText(b) ?? ""));
}

/** Sign of a number; null for anything else. */
export function signed(op: "-" | "+", operand: Expression, settings: Settings): Expression {
  return (row): Value => {
    const value = toNumber(singleValue(operand(row), settings));
    return value === null ? null : op === "-" ? -value : value;
  };
}
