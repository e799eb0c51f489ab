import { compareText, type Scalar, scalarsOf } from "#events/compare.ts";
import { looksNumeric, toText } from "#events/value.ts";
import type { Expression } from "#runtime/predicate.ts";

/**
 * The largest (`sign` 1) or smallest (-1) of all values of the arguments. Texts that are no numbers are greater than numbers; nulls
 * are left out (SPL reference 4.6).
 */
export function extremeOf(sign: 1 | -1) {
  return (args: readonly Expression[]): Expression =>
    (row) => {
      let best: Scalar | null = null;
      for (const arg of args) {
        for (const value of scalarsOf(arg(row))) {
          if (best === null || sign * order(value, best) > 0) best = value;
        }
      }
      return best;
    };
}

function order(a: Scalar, b: Scalar): number {
  const x = numberOf(a);
  const y = numberOf(b);
  if (x !== null && y !== null) return x - y;
  if (x === null && y === null) return compareText(toText(a) ?? "", toText(b) ?? "");
  return x === null ? 1 : -1;
}

function numberOf(value: Scalar): number | null {
  if (typeof value === "number") return value;
  return looksNumeric(value) ? Number(value) : null;
}
