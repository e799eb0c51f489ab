import { type Scalar, scalarsOf } from "#events/compare.ts";
import { isMulti, looksNumeric, type Value } from "#events/value.ts";

/** Calls `use` for each numeric value: every value of a multivalue field is an occurrence (SPL reference 4.10). */
export function forEachNumber(value: Value, use: (number: number) => void): void {
  if (typeof value === "number") use(value);
  else if (typeof value === "string") {
    if (looksNumeric(value)) use(Number(value));
  } else if (isMulti(value)) for (const text of value) if (looksNumeric(text)) use(Number(text));
}

/** Calls `use` for each value. */
export function forEachScalar(value: Value, use: (scalar: Scalar) => void): void {
  if (typeof value === "string" || typeof value === "number") use(value);
  else for (const scalar of scalarsOf(value)) use(scalar);
}

/** How many occurrences a value is; of a condition, only what is true. */
export function occurrences(value: Value): number {
  if (value === null || value === false) return 0;
  return isMulti(value) ? value.length : 1;
}

/** The first value of several. */
export function firstOf(value: Value): Value {
  return isMulti(value) ? (value[0] ?? null) : value;
}

/** The last value of several. */
export function lastOf(value: Value): Value {
  return isMulti(value) ? (value.at(-1) ?? null) : value;
}
