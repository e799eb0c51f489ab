/** A place in a text as editors count: zero-based line and UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the lines of a text start, and where they end before their line break; for conversions between offsets and positions. `\n`, `\r\n` and lone `\r` end a line. */
export interface LineMap {
  readonly length: number;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Finds the lines of a text. */
export function lineMap(text: string): LineMap {
  const starts = [0];
  const ends: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 10 && code !== 13) continue;
    ends.push(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
    starts.push(i + 1);
  }
  ends.push(text.length);
  return { length: text.length, starts, ends };
}

/** The position of an offset; offsets beyond the text are taken as its end. */
export function positionAt(map: LineMap, offset: number): Position {
  const at = Math.max(0, Math.min(offset, map.length));
  let low = 0;
  let high = map.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map.starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low, column: at - (map.starts[low] ?? 0) };
}

/** The offset of a position; a column beyond the line is taken as the line's end, a line beyond the text as the text's end. */
export function offsetAt(map: LineMap, position: Position): number {
  const start = map.starts[position.line];
  if (start === undefined) return position.line < 0 ? 0 : map.length;
  return Math.min(start + Math.max(position.column, 0), map.ends[position.line] ?? map.length);
}
