import { isMulti, type Value } from "#events/value.ts";
import type { Settings } from "./settings.ts";

/**
 * The value for an operation that takes one value: several values give nothing, or the first, by the setting
 * `mvInSingleValueFunctions`.
 */
export function singleValue(value: Value, settings: Settings): Exclude<Value, readonly string[]> {
  if (!isMulti(value)) return value;
  return settings.mvInSingleValueFunctions === "first" ? (value[0] ?? null) : null;
}
