/** Lines that programs write before the header: PowerShell's type of the rows, Excel's separator. */
const PREAMBLE = /^(?:"?#TYPE\b|sep=.?$)/i;
/** The Event Viewer writes the message behind the last column that it names. */
const EVENT_VIEWER = ["Date and Time", "Source", "Event ID"];

/** Whether a record stands before the header of a table. */
export function isPreamble(record: string): boolean {
  return PREAMBLE.test(record.trimEnd());
}

/** The columns' names, of the header's cells. */
export function columnNames(cells: readonly string[]): readonly string[] {
  const names = cells.map((cell) => cell.trim());
  const viewer = EVENT_VIEWER.every((name) => names.includes(name)) && !names.includes("Message");
  return viewer ? [...names, "Message"] : names;
}
