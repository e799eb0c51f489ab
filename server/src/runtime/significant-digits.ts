import { roundText } from "#base/decimal.ts";

/** How precisely a number is known: its significant figures and its decimals; infinite for what is exact. */
export interface Precision {
  readonly figures: number;
  readonly decimals: number;
}

/** The precision of what is exact: counts, results of functions. */
export const EXACT: Precision = { figures: Number.POSITIVE_INFINITY, decimals: Number.POSITIVE_INFINITY };

/** The precision of a number as it is written; without a decimal point it is exact. */
export function precisionOfText(text: string): Precision {
  const found = /^[+-]?(\d*)\.(\d*)(?:[eE]([+-]?\d+))?$/.exec(text);
  if (found === null) return EXACT;
  const fraction = found[2] ?? "";
  const digits = ((found[1] ?? "") + fraction).replace(/^0+/, "");
  return { figures: Math.max(digits.length, 1), decimals: Math.max(fraction.length - Number(found[3] ?? 0), 0) };
}

/** The precision of a product or quotient: the figures of the less precise operand. */
export function precisionOfProduct(a: Precision, b: Precision): Precision {
  return { figures: Math.min(a.figures, b.figures), decimals: Number.POSITIVE_INFINITY };
}

/** The precision of a sum or difference: the decimals of the less precise operand. */
export function precisionOfSum(a: Precision, b: Precision, sum: number): Precision {
  const decimals = Math.min(decimalsOf(a), decimalsOf(b));
  if (decimals === Number.POSITIVE_INFINITY) return EXACT;
  const whole = Math.max(Math.floor(Math.log10(Math.max(Math.abs(sum), 10 ** -decimals))) + 1, 1 - decimals);
  return { figures: Math.max(whole + decimals, 1), decimals };
}

function decimalsOf({ decimals, figures }: Precision): number {
  return figures === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : decimals;
}

/** A number rounded to a precision (SPL reference 2.3.6, setting `significantDigits`). */
export function roundToPrecision(value: number, { figures, decimals }: Precision): number {
  if (!Number.isFinite(value) || value === 0 || figures === Number.POSITIVE_INFINITY) return value;
  if (decimals < Number.POSITIVE_INFINITY) return Number(roundText(value, Math.min(decimals, 100)));
  return Number(value.toPrecision(Math.min(figures, 100)));
}
