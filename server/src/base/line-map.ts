/** A place in a text as editors count: zero-based line and UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Line starts of a text, for conversions between offsets and positions. `\n`, `\r\n` and lone `\r` end a line. */
export interface LineMap {
  readonly length: number;
  readonly starts: readonly number[];
}

/** Finds the line starts of a text. */
export function lineMap(text: string): LineMap {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) continue;
    if (code === 10 || code === 13) starts.push(i + 1);
  }
  return { length: text.length, starts };
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

/** The offset of a position; a column beyond the line's end is clipped to it, a line beyond the text to its end. */
export function offsetAt(map: LineMap, position: Position): number {
  const start = map.starts[position.line];
  if (start === undefined) return position.line < 0 ? 0 : map.length;
  const next = map.starts[position.line + 1] ?? map.length;
  return Math.min(start + Math.max(position.column, 0), next);
}
