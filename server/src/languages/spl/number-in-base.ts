import type { Row } from "#events/row.ts";
import type { Expression } from "#runtime/predicate.ts";
import type { CallContext, Parameter } from "#semantics/dialect.ts";
import { numberArgument, textArgument } from "./function-arguments.ts";
import { parseInBase } from "./number-text.ts";

/** What a function that reads a number takes: a value, and the base in which a text writes it. */
export const IN_BASE_PARAMS: readonly Parameter[] = [
  { name: "value", type: "any", doc: "A number or its text." },
  { name: "base", type: "number", doc: "The base of the text, from 2 to 36; 10 without it.", optional: true },
];

/** The number that the first argument writes in the base of the second; null for what is none. */
export function numberInBase(args: readonly Expression[], call: CallContext): (row: Row) => number | null {
  const textOf = textArgument(args, 0, call);
  const baseOf = args.length > 1 ? numberArgument(args, 1, call) : () => 10;
  return (row) => {
    const text = textOf(row);
    const base = baseOf(row);
    return text === null || base === null || base < 2 || base > 36 ? null : parseInBase(text, base);
  };
}
