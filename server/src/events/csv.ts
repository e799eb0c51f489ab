/**
 * The records of CSV text (RFC 4180): cells separated by commas, in double quotes when they hold commas, quotes or line breaks,
 * a quote inside written twice. Lines end with LF or CRLF; empty lines are skipped. A byte order mark is dropped.
 */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const close = () => {
    if (record.length > 1 || record[0] !== "") records.push(record);
    record = [];
  };
  while (at <= text.length) {
    const { cell, end } = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    record.push(cell);
    if (text[end] === ",") {
      at = end + 1;
      continue;
    }
    close();
    if (end >= text.length) break;
    at = text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : end + 1;
    if (at >= text.length) break;
  }
  return records;
}

interface Cell {
  readonly cell: string;
  /** Where the separator after it stands. */
  readonly end: number;
}

function plainCell(text: string, start: number): Cell {
  let end = start;
  while (end < text.length && !isSeparator(text, end)) end += 1;
  return { cell: text.slice(start, end), end };
}

function quotedCell(text: string, start: number): Cell {
  let cell = "";
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return { cell: cell + text.slice(from), end: text.length };
    cell += text.slice(from, quote);
    if (text[quote + 1] === '"') {
      cell += '"';
      from = quote + 2;
      continue;
    }
    // Whatever stands between the closing quote and the separator belongs to the cell.
    const rest = plainCell(text, quote + 1);
    return { cell: cell + rest.cell, end: rest.end };
  }
}

function isSeparator(text: string, at: number): boolean {
  const char = text[at];
  return char === "," || char === "\n" || (char === "\r" && text[at + 1] === "\n");
}
