import { isMulti, toText } from "#events/value.ts";
import type { Expression } from "#runtime/predicate.ts";

/** A function that changes a text, and each of several values. */
export function mapTexts(change: (text: string) => string) {
  return ([argument = () => null]: readonly Expression[]): Expression =>
    (row) => {
      const value = argument(row);
      if (typeof value === "string") return change(value);
      if (value === null) return null;
      return isMulti(value) ? value.map(change) : change(toText(value) ?? "");
    };
}
