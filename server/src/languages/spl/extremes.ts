import { compareText, type Scalar } from "#events/compare.ts";
import { looksNumeric, toText, type Value } from "#events/value.ts";
import type { AccumulatorLike } from "#semantics/dialect.ts";
import { SlidingBest } from "./sliding-best.ts";
import { forEachScalar } from "./value-occurrences.ts";

/** The largest (`sign` 1) or smallest (-1) value: by number if all values are numbers, otherwise as texts (SPL reference 4.10). */
export function extremeAccumulator(sign: 1 | -1): AccumulatorLike {
  let allNumeric = true;
  let bestNumber: Scalar | null = null;
  let bestText: Scalar | null = null;
  const take = (value: Scalar): void => {
    if (allNumeric) {
      if (typeof value === "string" && !looksNumeric(value)) allNumeric = false;
      else if (bestNumber === null || sign * (Number(value) - Number(bestNumber)) > 0) bestNumber = value;
    }
    if (bestText === null || sign * compareText(textOf(value), textOf(bestText)) > 0) bestText = value;
  };
  return {
    add: (value: Value) => forEachScalar(value, take),
    result: () => (allNumeric ? bestNumber : bestText),
    sliding: () => slidingExtreme(sign),
  };
}

/** The same over a window that slides. */
function slidingExtreme(sign: 1 | -1): AccumulatorLike {
  const numbers = new SlidingBest<Scalar>((a, b) => sign * (Number(a) - Number(b)) > 0);
  const texts = new SlidingBest<Scalar>((a, b) => sign * compareText(textOf(a), textOf(b)) > 0);
  const isNumber = (value: Scalar): boolean => typeof value !== "string" || looksNumeric(value);
  let others = 0;
  let added = 0;
  let taken = 0;
  return {
    add(value: Value) {
      added++;
      forEachScalar(value, (scalar) => {
        texts.add(scalar, added);
        if (isNumber(scalar)) numbers.add(scalar, added);
        else others++;
      });
    },
    remove(value: Value) {
      taken++;
      for (const best of [numbers, texts]) best.forget(taken);
      forEachScalar(value, (scalar) => {
        if (!isNumber(scalar)) others--;
      });
      return true;
    },
    result: () => (others === 0 ? numbers.best : texts.best) ?? null,
  };
}

function textOf(value: Scalar): string {
  return typeof value === "string" ? value : (toText(value) ?? "");
}
