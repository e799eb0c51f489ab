import type { Row } from "#events/row.ts";
import { toList } from "#events/value.ts";
import type { JoinKey } from "#runtime/joining.ts";
import type { LossReason } from "#semantics/dialect.ts";
import { absentIn, namesText, quotedText, valuesText } from "./loss.ts";

const SHOWN_VALUES = 5;

/** Why an inner join lost a row: its keys, and what the subsearch has instead. */
export function joinLoss(
  keys: readonly JoinKey[],
  rightRows: (run: Parameters<LossReason>[1]) => Promise<readonly Row[]>,
): LossReason {
  return async ({ row }, run) => {
    if (keys.length === 0) return null;
    const absent = absentIn(
      row,
      keys.map(({ left }) => left),
    );
    if (absent.length > 0) {
      return `${namesText(absent)} ${absent.length === 1 ? "is" : "are"} absent, and an absent join key matches nothing.`;
    }
    const right = await rightRows(run);
    if (right.length === 0) return "The subsearch of join gives no row, so no row is joined.";
    const rightNames = keys.map((key) => key.right);
    const never = rightNames.filter((name) => right.every((other) => !other.has(name)));
    if (never.length > 0) return `No row of the subsearch of join has a field ${namesText(never, "or")}.`;
    const near = right.find((other) => keys.every((key) => sameButCase(row, other, key)));
    const own = valuesText(
      row,
      keys.map(({ left }) => left),
    );
    if (near !== undefined) {
      return `The row has ${own} and the subsearch ${valuesText(near, rightNames)}: only the case differs, and join compares exactly.`;
    }
    return `No row of the subsearch of join fits ${own}.${keys.length === 1 ? valuesThere(right, rightNames[0] ?? "") : ""}`;
  };
}

function sameButCase(row: Row, other: Row, { left, right }: JoinKey): boolean {
  const there = new Set(toList(other.get(right)).map((text) => text.toLowerCase()));
  return toList(row.get(left)).some((text) => there.has(text.toLowerCase()));
}

function valuesThere(right: readonly Row[], name: string): string {
  const values = [...new Set(right.flatMap((other) => toList(other.get(name))))];
  const shown = values.slice(0, SHOWN_VALUES).map(quotedText).join(", ");
  const more = values.length - SHOWN_VALUES;
  return ` Its \`${name}\` is ${shown}${more > 0 ? ` or one of ${more.toLocaleString("en")} more` : ""}.`;
}
