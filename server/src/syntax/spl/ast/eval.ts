import type { Span } from "#base/span.ts";
import type { MacroCall, Missing, Subsearch } from "../ast.ts";

/** An expression of eval, where and their kin (SPL reference 2.2). */
export type EvalExpr =
  | NumberExpr
  | StringExpr
  | FieldExpr
  | Call
  | Unary
  | Binary
  | InExpr
  | ParenExpr
  | Subsearch
  | MacroCall
  | Missing;

/** A number. */
export interface NumberExpr {
  readonly kind: "number";
  readonly span: Span;
  readonly value: number;
}

/** A text in double quotes. */
export interface StringExpr {
  readonly kind: "string";
  readonly span: Span;
  /** Escapes undone as eval does: \" \\ \n \t \r; every other backslash stays. */
  readonly value: string;
}

/** The value of a field. */
export interface FieldExpr {
  readonly kind: "field-expr";
  readonly span: Span;
  readonly name: string;
  readonly quoted: boolean;
}

/** `name(args)`. */
export interface Call {
  readonly kind: "call";
  readonly span: Span;
  /** Lower case. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly EvalExpr[];
}

/** An operator before its operand. */
export interface Unary {
  readonly kind: "unary";
  readonly span: Span;
  readonly op: "-" | "+" | "NOT";
  readonly opSpan: Span;
  readonly operand: EvalExpr;
}

/** The operators between two operands. */
export type BinaryOp =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "."
  | "="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "LIKE"
  | "AND"
  | "OR"
  | "XOR";

/** An operator between two operands. */
export interface Binary {
  readonly kind: "binary";
  readonly span: Span;
  /** Canonical: `==` is "=", `<>` is "!=", words in upper case. */
  readonly op: BinaryOp;
  readonly opSpan: Span;
  readonly left: EvalExpr;
  readonly right: EvalExpr;
}

/** `operand IN (value, …)`; `in(operand, …)` is a call. */
export interface InExpr {
  readonly kind: "in-expr";
  readonly span: Span;
  readonly operand: EvalExpr;
  readonly values: readonly EvalExpr[];
  readonly negated: boolean;
}

/** `(inner)`. */
export interface ParenExpr {
  readonly kind: "paren";
  readonly span: Span;
  readonly inner: EvalExpr;
}
