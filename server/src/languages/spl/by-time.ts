import type { Row } from "#events/row.ts";
import { toNumber, type Value } from "#events/value.ts";
import type { AccumulatorLike } from "#semantics/dialect.ts";
import { SlidingBest } from "./sliding-best.ts";
import { firstOf } from "./value-occurrences.ts";

/** A value and the time of its row. */
export interface Timed {
  readonly value: Value;
  readonly time: number;
}

/**
 * Keeps the value of the row with the smallest and the largest `_time` that has one; of equal times the first one seen. Rows
 * without a time are ignored.
 */
export function timedAccumulator(
  result: (earliest: Timed, latest: Timed, largest: number | null) => Value,
): AccumulatorLike {
  let earliest: Timed | null = null;
  let latest: Timed | null = null;
  let largest: number | null = null;
  return {
    add(value: Value, row: Row) {
      const time = value === null ? null : toNumber(row.get("_time"));
      if (time === null) return;
      const timed = { value: firstOf(value), time };
      if (earliest === null || time < earliest.time) earliest = timed;
      if (latest === null || time > latest.time) latest = timed;
      const number = toNumber(timed.value);
      if (number !== null && (largest === null || number > largest)) largest = number;
    },
    result: () => (earliest === null || latest === null ? null : result(earliest, latest, largest)),
    sliding: () => slidingTimed(result),
  };
}

/** The same over a window that slides. */
function slidingTimed(result: (earliest: Timed, latest: Timed, largest: number | null) => Value): AccumulatorLike {
  const earliest = new SlidingBest<Timed>((a, b) => a.time < b.time);
  const latest = new SlidingBest<Timed>((a, b) => a.time > b.time);
  const largest = new SlidingBest<number>((a, b) => a > b);
  let added = 0;
  let taken = 0;
  return {
    add(value: Value, row: Row) {
      added++;
      const time = toNumber(row.get("_time"));
      if (time === null) return;
      const timed = { value: firstOf(value), time };
      earliest.add(timed, added);
      latest.add(timed, added);
      const number = toNumber(timed.value);
      if (number !== null) largest.add(number, added);
    },
    remove() {
      taken++;
      earliest.forget(taken);
      latest.forget(taken);
      largest.forget(taken);
      return true;
    },
    result: () =>
      earliest.best === undefined || latest.best === undefined
        ? null
        : result(earliest.best, latest.best, largest.best ?? null),
  };
}
