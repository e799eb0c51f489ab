import type { Row } from "#events/row.ts";
import { looksNumeric, toList } from "#events/value.ts";
import type { Expression } from "#runtime/predicate.ts";
import type { CallContext, Refusal } from "#semantics/dialect.ts";
import { invalidArguments } from "./function-arguments.ts";

/** Sum and count of the numeric values of the arguments of a row. */
export interface Total {
  readonly sum: number;
  readonly count: number;
}

/** Adds up arguments; a text literal among them is an error, fields that are no numbers are left out (SPL reference 4.6). */
export function totalOf(args: readonly Expression[], call: CallContext, name: string): ((row: Row) => Total) | Refusal {
  const literal = call.nodes.find((node) => node.kind === "string");
  if (literal !== undefined) return invalidArguments(call, name, "It takes numbers and fields, no text.");
  return (row) => {
    let sum = 0;
    let count = 0;
    for (const arg of args) {
      for (const text of toList(arg(row))) {
        if (!looksNumeric(text)) continue;
        sum += Number(text);
        count++;
      }
    }
    return { sum, count };
  };
}
