import { spanStart, type TimeSpan } from "#events/time-span.ts";
import type { TimeZone } from "#events/time-zone.ts";
import { formatNumber, isMulti, toNumber, type Value } from "#events/value.ts";

/** Puts a number in its bin; the result is what the field becomes. */
export type Binning = (value: number) => Value;

/** Times are rounded down to the beginning of their span; spans may be counted from another moment than the epoch. */
export function timeBins(span: TimeSpan, zone: TimeZone, alignedTo: number | null = null): Binning {
  if (alignedTo === null) return (time) => spanStart(time, span, zone);
  const shift = alignedTo - spanStart(alignedTo, span, zone);
  return (time) => spanStart(time - shift, span, zone) + shift;
}

/** Rounds away the noise that floating-point multiples of a decimal size carry. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}

/** Numbers become the label `low-high` of equal bins counted from zero. */
export function numberBins(size: number): Binning {
  return (value) => {
    const low = clean(Math.floor(clean(value / size)) * size);
    return `${formatNumber(low)}-${formatNumber(clean(low + size))}`;
  };
}

/** Numbers become the label of bins that grow by a base: coefficient·base^n up to coefficient·base^(n+1). */
export function logBins(coefficient: number, base: number): Binning {
  return (value) => {
    if (value <= 0) return `${formatNumber(0)}-${formatNumber(clean(lowest(coefficient, base)))}`;
    let exponent = Math.floor(Math.log(value / coefficient) / Math.log(base) + 1e-9);
    if (coefficient * base ** exponent > value) exponent -= 1;
    const low = coefficient * base ** exponent;
    return `${formatNumber(clean(low))}-${formatNumber(clean(low * base))}`;
  };
}

function lowest(coefficient: number, base: number): number {
  return coefficient * base ** -9;
}

/** The size, `least` or more, of equal bins that cut a range into at most `most`: a power of ten, or one, two or five times one. */
export function automaticSize(low: number, high: number, most: number, steps: readonly number[], least = 0): number {
  const range = high > low ? high - low : 1;
  const smallest = Math.floor(Math.log10(range / most)) - 1;
  for (let exponent = smallest; ; exponent += 1) {
    for (const step of steps) {
      const size = step * 10 ** exponent;
      if (size >= least && Math.floor(high / size) - Math.floor(low / size) + 1 <= most) return clean(size);
    }
  }
}

/** Applies a binning to a field's value: each value of a multivalue; what is no number stays. */
export function binned(value: Value, bin: Binning): Value {
  if (isMulti(value)) {
    return value.map((one) => {
      const number = toNumber(one);
      const label = number === null ? one : bin(number);
      return typeof label === "string" ? label : formatNumber(Number(label));
    });
  }
  const number = toNumber(value);
  return number === null ? value : bin(number);
}
