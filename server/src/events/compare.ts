import { looksNumeric, toText, type Value } from "./value.ts";

/** A single value that can be compared. */
export type Scalar = string | number;

/** How two values may be related. */
export type Relation = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** The order of two texts by code unit: digits, upper case, lower case (SPL reference 4.10). */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The order of two values: numeric if both look numeric, otherwise that of their texts (SPL reference 2.2.1). */
export function compareScalars(a: Scalar, b: Scalar): number {
  const x = numberOf(a);
  if (x !== null) {
    const y = numberOf(b);
    if (y !== null) return x === y ? 0 : x < y ? -1 : 1;
  }
  return compareText(textOf(a), textOf(b));
}

/** Whether an order, as the compare functions give it, meets a relation. */
export function relationHolds(relation: Relation, order: number): boolean {
  switch (relation) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

/** The form of a text in which case makes no difference. */
export function foldCase(text: string): string {
  return text.toLowerCase();
}

/** The single values of a value, as they are; none for null. Booleans count as their texts. */
export function scalarsOf(value: Value): readonly Scalar[] {
  if (value === null) return [];
  if (typeof value === "object") return value;
  return [typeof value === "boolean" ? (toText(value) ?? "") : value];
}

function numberOf(value: Scalar): number | null {
  if (typeof value === "number") return value;
  return looksNumeric(value) ? Number(value) : null;
}

function textOf(value: Scalar): string {
  return typeof value === "string" ? value : (toText(value) ?? "");
}
