import { compareText, type Scalar } from "#events/compare.ts";
import { looksNumeric, toText, type Value } from "#events/value.ts";
import type { AccumulatorLike } from "#semantics/dialect.ts";
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
  };
}

function textOf(value: Scalar): string {
  return typeof value === "string" ? value : (toText(value) ?? "");
}
