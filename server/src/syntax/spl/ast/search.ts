import type { Span } from "#base/span.ts";
import type { MacroCall, Missing, Subsearch } from "../ast.ts";
import type { FieldRef } from "./arguments.ts";

/** A filter of search, with its three kinds of tests: comparisons, lists and terms (SPL reference 2.1). */
export type SearchExpr =
  | SearchAnd
  | SearchOr
  | SearchNot
  | SearchParen
  | SearchCompare
  | SearchIn
  | SearchTerm
  | SearchTime
  | Subsearch
  | MacroCall
  | Missing;

/** All must hold. The weakest: OR groups stand inside. */
export interface SearchAnd {
  readonly kind: "search-and";
  readonly span: Span;
  readonly items: readonly SearchExpr[];
  /** Spans of the AND words that are written; undefined where it is implied; one fewer than items. */
  readonly operators: readonly (Span | undefined)[];
}

/** One must hold. */
export interface SearchOr {
  readonly kind: "search-or";
  readonly span: Span;
  readonly items: readonly SearchExpr[];
  readonly operators: readonly Span[];
}

/** `NOT operand`. */
export interface SearchNot {
  readonly kind: "search-not";
  readonly span: Span;
  readonly operator: Span;
  readonly operand: SearchExpr;
}

/** `(inner)`. */
export interface SearchParen {
  readonly kind: "search-paren";
  readonly span: Span;
  readonly inner: SearchExpr;
}

/** The comparisons that a filter knows. */
export type SearchOp = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** `field op value`; the value is always a literal. */
export interface SearchCompare {
  readonly kind: "search-compare";
  readonly span: Span;
  readonly field: FieldRef | Missing;
  readonly op: SearchOp;
  readonly opSpan: Span;
  readonly value: SearchValue | MacroCall | Subsearch | Missing;
}

/** `field IN (value, …)`. */
export interface SearchIn {
  readonly kind: "search-in";
  readonly span: Span;
  readonly field: FieldRef;
  readonly values: readonly (SearchValue | MacroCall | Subsearch)[];
  /** `field NOT IN (…)`, accepted though undocumented. */
  readonly negated: boolean;
}

/** A right side: always a literal. */
export interface SearchValue {
  readonly kind: "search-value";
  readonly span: Span;
  /** Without quotes, escapes undone; `*` is a wildcard, quoted or not. */
  readonly text: string;
  readonly quoted: boolean;
  readonly directive: "TERM" | "CASE" | undefined;
}

/** A bare word, phrase, TERM() or CASE() that is looked for in `_raw`. */
export interface SearchTerm {
  readonly kind: "search-term";
  readonly span: Span;
  readonly value: SearchValue;
}

/** `earliest=-24h` and its kin. */
export interface SearchTime {
  readonly kind: "search-time";
  readonly span: Span;
  readonly modifier: string;
  readonly op: SearchOp;
  readonly value: SearchValue | Missing;
}
