/** Several values of one field, in order, at least two. One value is that value itself; none is null. */
export type MultiValue = readonly string[];

/**
 * What a field or expression holds. `null` is an absent field. Splunk keeps texts; a number here is a computed one, printed
 * by {@link toText}. Booleans occur inside expressions only and are never stored in a field (SPL reference 2.2.1).
 */
export type Value = string | number | boolean | null | MultiValue;

const NUMERIC = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Whether the value is a list of several values. */
export function isMulti(value: Value): value is MultiValue {
  return typeof value === "object" && value !== null;
}

/** A field value from a list: null for none, the value itself for one. */
export function fromList(values: readonly string[]): Value {
  if (values.length === 0) return null;
  return values.length === 1 ? (values[0] ?? null) : values;
}

/** All values as texts, in order; none for null. */
export function toList(value: Value): readonly string[] {
  if (value === null) return [];
  if (isMulti(value)) return value;
  return [toText(value) ?? ""];
}

/** Prints a number as Splunk does: integers plain, others with the shortest digits that round-trip (SPL reference 2.3.6). */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (value === Number.POSITIVE_INFINITY) return "inf";
  if (value === Number.NEGATIVE_INFINITY) return "-inf";
  if (Object.is(value, -0)) return "0";
  return String(value);
}

/** The text of a value: null stays null, several values are joined by newlines. */
export function toText(value: Value): string | null {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return formatNumber(value);
    case "boolean":
      return value ? "True" : "False";
    default:
      return value === null ? null : value.join("\n");
  }
}

/** Whether a text reads as a number: no surrounding spaces, no hexadecimal (SPL reference 2.2.1). */
export function looksNumeric(text: string): boolean {
  const first = text.charCodeAt(0);
  if (!((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46)) return false;
  return NUMERIC.test(text);
}

/** The number that a single value holds or looks like; null for anything else, several values included. */
export function toNumber(value: Value): number | null {
  if (typeof value === "number") return value;
  if (typeof value === "string" && looksNumeric(value)) return Number(value);
  return null;
}
