/** A `_time` as a date with its zone; anything else as it is. Sorting and copying keep the number. */
export function shownCell(column: string, cell: string): string {
  if (column !== "_time" || !/^-?\d+(\.\d+)?$/.test(cell)) return cell;
  const date = new Date(Number(cell) * 1000);
  if (Number.isNaN(date.getTime())) return cell;
  return date
    .toISOString()
    .replace("T", " ")
    .replace(/\.000Z$/, "Z");
}

/** Columns with the whole text of the event behind all others: it is long, and its fields stand before it. */
export function rawLast<T>(columns: readonly string[], row: readonly T[]): readonly T[] {
  const at = columns.indexOf("_raw");
  return at < 0 ? row : [...row.slice(0, at), ...row.slice(at + 1), ...row.slice(at, at + 1)];
}
