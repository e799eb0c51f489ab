import { isMulti, looksNumeric, toList, toNumber, toText, type Value } from "#events/value.ts";
import type { AccumulatorLike } from "#semantics/dialect.ts";

/** Calls `each` with every value as text: each value of a multivalue is one occurrence (SPL reference 4.10). */
export function eachText(value: Value, each: (text: string) => void): void {
  if (typeof value === "string") each(value);
  else if (isMulti(value)) for (const one of value) each(one);
  else if (value !== null) each(toText(value) ?? "");
}

/** Calls `each` with every value that is a number. */
export function eachNumber(value: Value, each: (number: number) => void): void {
  if (isMulti(value)) {
    for (const one of value) if (looksNumeric(one)) each(Number(one));
    return;
  }
  const number = toNumber(value);
  if (number !== null) each(number);
}

/** How many numbers there were, their sum and the sum of squared distances from their mean (Welford's method). */
export interface Moments {
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  readonly squaredDistances: number;
}

/** An accumulator whose result is made of the moments of the numeric values; null when there were none. */
export function overMoments(finish: (moments: Moments) => number): AccumulatorLike {
  let count = 0;
  let sum = 0;
  let sumOfSquares = 0;
  let mean = 0;
  let squaredDistances = 0;
  const take = (number: number): void => {
    count += 1;
    sum += number;
    sumOfSquares += number * number;
    const before = number - mean;
    mean += before / count;
    squaredDistances += before * (number - mean);
  };
  return {
    add: (value) => eachNumber(value, take),
    result: () => (count === 0 ? null : finish({ count, sum, sumOfSquares, squaredDistances })),
  };
}

/** An accumulator whose result is made of all numeric values in ascending order; null when there were none. */
export function overSorted(finish: (sorted: readonly number[]) => number): AccumulatorLike {
  const numbers: number[] = [];
  return {
    add: (value) => eachNumber(value, (number) => numbers.push(number)),
    result: () => (numbers.length === 0 ? null : finish([...numbers].sort((a, b) => a - b))),
  };
}

/** The value below which `percent` of the sorted numbers lie, between order statistics at (n-1)·p/100. */
export function percentile(sorted: readonly number[], percent: number): number {
  const at = ((sorted.length - 1) * percent) / 100;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

/** The smallest (-1) or largest (1) value: numerically when all values are numbers, else by code unit. */
export function extreme(direction: 1 | -1): AccumulatorLike {
  let number: number | undefined;
  let text: string | undefined;
  let numeric = true;
  const take = (one: string): void => {
    if (text === undefined || (direction > 0 ? one > text : one < text)) text = one;
    if (!numeric) return;
    if (!looksNumeric(one)) numeric = false;
    else if (number === undefined || (direction > 0 ? Number(one) > number : Number(one) < number))
      number = Number(one);
  };
  return {
    add: (value) => eachText(value, take),
    result: () => (text === undefined ? null : numeric ? (number ?? null) : text),
  };
}

/** Keeps a value by arrival: the first or the last one. */
export function byArrival(which: "first" | "last"): AccumulatorLike {
  let kept: Value = null;
  return {
    add(value) {
      if (which === "first" && kept !== null) return;
      const all = toList(value);
      kept = (which === "first" ? all[0] : all.at(-1)) ?? kept;
    },
    result: () => kept,
  };
}

/** What an aggregation by time keeps of a row. */
export interface Timed {
  readonly time: number;
  readonly value: Value;
}

/** Keeps the value of the row with the smallest or largest `_time` that has one; the first seen of equal times. */
export function byTime(which: "earliest" | "latest", finish: (kept: Timed) => Value): AccumulatorLike {
  let kept: Timed | undefined;
  return {
    add(value, row) {
      const time = toNumber(row.get("_time"));
      if (time === null) return;
      if (kept !== undefined && (which === "earliest" ? time >= kept.time : time <= kept.time)) return;
      kept = { time, value };
    },
    result: () => (kept === undefined ? null : finish(kept)),
  };
}
