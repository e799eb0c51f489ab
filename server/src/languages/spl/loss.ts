import type { Row } from "#events/row.ts";
import { toText } from "#events/value.ts";
import type { PassedRow } from "#semantics/dialect.ts";

const SHOWN = 120;

/** `a="x", b="y"`: the values of fields of a row, for a sentence; a long value is cut with an ellipsis. */
export function valuesText(row: Row, names: readonly string[]): string {
  return names.map((name) => `${name}=${quotedText(toText(row.get(name)))}`).join(", ");
}

/** A value in quotes, cut with an ellipsis when it is long; `absent` for null. */
export function quotedText(text: string | null): string {
  if (text === null) return "absent";
  return `"${text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text}"`;
}

/** `` `a` and `b` ``: names for a sentence. */
export function namesText(names: readonly string[], joint: "and" | "or" = "and"): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.at(-1) ?? "";
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(", ")} ${joint} ${last}`;
}

/** The fields that a row lacks. */
export function absentIn(row: Row, names: readonly string[]): readonly string[] {
  return names.filter((name) => !row.has(name));
}

/** ` (the event on line 4)`, when a row is one event. */
export function atLine({ line }: PassedRow): string {
  return line === undefined ? "" : ` (the event on line ${line + 1})`;
}

/** `row` for 1, `20 rows` else: what follows "the first". */
export function rowsText(count: number): string {
  return count === 1 ? "row" : `${count.toLocaleString("en")} rows`;
}
