import { Row } from "#events/row.ts";
import type { LookupTable } from "#semantics/dialect.ts";

/** The rows of a lookup table, columns in order; an empty cell is an absent field. */
export function tableRows(table: LookupTable): Row[] {
  return table.rows.map((cells) => {
    const row = new Row(null);
    for (const column of table.columns) {
      const cell = cells[column] ?? "";
      if (cell !== "") row.set(column, cell);
    }
    return row;
  });
}
