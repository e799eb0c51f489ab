import { isMulti, toNumber } from "#events/value.ts";
import type { Expression } from "#runtime/predicate.ts";
import type { CallContext } from "#semantics/dialect.ts";

/** An argument of a bit function: a whole number from 0 to 2^53-1, or null. */
export function bitsOf(argument: Expression, row: Parameters<Expression>[0]): bigint | null {
  const value = argument(row);
  const number = isMulti(value) ? null : toNumber(value);
  return number !== null && Number.isSafeInteger(number) && number >= 0 ? BigInt(number) : null;
}

/** Combines all arguments bit by bit; null if one is not a whole number in range. */
export function combineBits(combine: (a: bigint, b: bigint) => bigint) {
  return (args: readonly Expression[], _call: CallContext): Expression =>
    (row) => {
      let result: bigint | null = null;
      for (const argument of args) {
        const bits = bitsOf(argument, row);
        if (bits === null) return null;
        result = result === null ? bits : combine(result, bits);
      }
      return result === null ? null : Number(result);
    };
}

/** A number from bits, null beyond 2^53-1. */
export function fromBits(bits: bigint): number | null {
  return bits <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(bits) : null;
}
