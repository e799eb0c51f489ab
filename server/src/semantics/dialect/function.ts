import type { Span } from "#base/span.ts";
import type { Row } from "#events/row.ts";
import type { Value } from "#events/value.ts";
import type { Expression, Predicate } from "#runtime/predicate.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { Precision } from "#runtime/significant-digits.ts";
import type { EvalExpr } from "#syntax/spl/ast.ts";
import type { FunctionExample } from "./examples.ts";
import type { LookupTable } from "./plan-context.ts";
import type { Refusal } from "./refusal.ts";

/** A parameter of an eval function. */
export interface Parameter {
  readonly name: string;
  readonly type:
    | ("string" | "number" | "boolean" | "any" | "multivalue" | "field" | "json")
    | ("regex" | "time-modifier" | "time-format");
  readonly doc: string;
  readonly optional?: boolean;
  /** May be given any number of times (the last ones of the list, in turn). */
  readonly repeats?: boolean;
}

/** An eval function, entirely. */
export interface FunctionDefinition {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly category:
    | "comparison"
    | "conversion"
    | "text"
    | "multivalue"
    | "json"
    | "math"
    | "time"
    | "information"
    | "cryptographic";
  readonly summary: string;
  readonly details: string;
  readonly params: readonly Parameter[];
  readonly returns: "string" | "number" | "boolean" | "any" | "multivalue" | "null";
  /** How presence follows from the arguments: absent when any argument is, only when all are, never, or perhaps always. */
  readonly nulls: "any-null" | "all-null" | "never" | "maybe";
  /** Compiles a call. Arguments come prepared as closures, so that conditionals evaluate only what they need. */
  readonly compile: (args: readonly Expression[], call: CallContext) => Expression | Refusal;
  /** The result depends on more than the arguments (the row, chance, the moment), so that a call is never folded. */
  readonly volatile?: boolean;
  /** The characters of the result stand where those of the first argument do (lower, upper). */
  readonly keepsPositions?: boolean;
  /** For a condition: which part of an argument's text made it hold; an explaining run shows it. */
  readonly locate?: {
    /** Index of the argument that is looked at. */
    readonly argument: number;
    readonly find: (args: readonly Expression[], call: CallContext) => (text: string, row: Row) => Span | null;
  };
  readonly examples: readonly FunctionExample[];
}

/** What a function's `compile` may ask about its call. */
export interface CallContext {
  readonly run: RunContext;
  readonly nodes: readonly EvalExpr[];
  readonly span: Span;
  /** The static type of an argument: what the parser alone can tell; "unknown" for fields. */
  staticType(index: number): "string" | "number" | "boolean" | "unknown";
  /** The value of an argument that is the same for every row; undefined for others. */
  constant(index: number): Value | undefined;
  /** How precisely an argument is known, from the digits of the numbers and fields in it. */
  precision(index: number): (row: Row) => Precision;
  regex(pattern: string, flags?: string): RegExp | Refusal;
  lookup(name: string): LookupTable | undefined;
  filter(text: string): Predicate | Refusal;
}
