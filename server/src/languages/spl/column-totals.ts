import { addToLineage, emptyLineage } from "#events/lineage.ts";
import { Row } from "#events/row.ts";
import { toNumber } from "#events/value.ts";

/** The rows and behind them one with the sums of the chosen columns that hold numbers, labelled in a field if one is named. */
export function columnTotals(
  rows: readonly Row[],
  selects: (name: string) => boolean,
  label: { readonly field: string | undefined; readonly text: string },
): readonly Row[] {
  const sums = new Map<string, number>();
  const lineage = emptyLineage();
  for (const row of rows) {
    addToLineage(lineage, row);
    for (const name of row.names()) {
      const value = selects(name) ? toNumber(row.get(name)) : null;
      if (value !== null) sums.set(name, (sums.get(name) ?? 0) + value);
    }
  }
  const total = Row.of(sums);
  if (label.field !== undefined) total.set(label.field, label.text);
  total.lineage = lineage;
  return [...rows, total];
}
