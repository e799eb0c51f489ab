import type { Span } from "#base/span.ts";

/** Bytes in a row of a hexadecimal dump. */
export const ROW_BYTES = 16;

const HEX_START = 10;
const TEXT_START = HEX_START + 3 * ROW_BYTES + 3;

/** The two places of bytes in a row of the grid: UTF-16 columns, half open. */
export interface RowPlaces {
  /** Row below the section's heading, from 0. */
  readonly row: number;
  readonly hex: Span;
  readonly text: Span;
}

/** Column of a byte's first hexadecimal digit; `at` counts from the section's first byte. */
export function hexColumn(at: number): number {
  const inRow = at % ROW_BYTES;
  return HEX_START + 3 * inRow + (inRow >= ROW_BYTES / 2 ? 1 : 0);
}

/** Column of a byte's character. */
export function textColumn(at: number): number {
  return TEXT_START + (at % ROW_BYTES);
}

/** The byte at a column of a row, or the next one when the column is between two; null left and right of both columns of bytes. */
export function byteAtColumn(row: number, column: number): number | null {
  const first = row * ROW_BYTES;
  if (column >= TEXT_START) return column < TEXT_START + ROW_BYTES ? first + column - TEXT_START : null;
  for (let i = 0; i < ROW_BYTES; i++) if (column >= HEX_START && column < hexColumn(i) + 2) return first + i;
  return null;
}

/** Where the bytes of a range stand, row by row. */
export function placesOf({ start, end }: Span): readonly RowPlaces[] {
  const places: RowPlaces[] = [];
  for (let at = start; at < end; ) {
    const row = Math.floor(at / ROW_BYTES);
    const last = Math.min(end, (row + 1) * ROW_BYTES) - 1;
    places.push({
      row,
      hex: { start: hexColumn(at), end: hexColumn(last) + 2 },
      text: { start: textColumn(at), end: textColumn(last) + 1 },
    });
    at = last + 1;
  }
  return places;
}

/** The bytes that a selection within one section covers: from the byte at its start to the one before its end. */
export function bytesSelected(
  from: { readonly row: number; readonly column: number },
  to: { readonly row: number; readonly column: number },
  length: number,
): Span | null {
  const inText = from.column >= TEXT_START;
  const start = byteAtColumn(from.row, from.column) ?? (inText ? (from.row + 1) * ROW_BYTES : from.row * ROW_BYTES);
  const end = endOfSelection(to.row, to.column, inText);
  const span = { start: Math.min(start, length), end: Math.min(end, length) };
  return span.start < span.end ? span : null;
}

/** A selection that began among characters ends among them, one that began among digits ends with a digit. */
function endOfSelection(row: number, column: number, inText: boolean): number {
  const first = row * ROW_BYTES;
  if (inText) return first + Math.max(0, Math.min(ROW_BYTES, column - TEXT_START));
  let count = 0;
  while (count < ROW_BYTES && hexColumn(count) < column) count++;
  return first + count;
}

/** One row: the offset of its first byte, the bytes, the characters; others than 0x20 to 0x7e are points. */
export function gridRow(bytes: Uint8Array, offset: number): string {
  let hex = "";
  let text = "";
  for (let i = 0; i < ROW_BYTES; i++) {
    const byte = bytes[i];
    hex += i === ROW_BYTES / 2 ? "  " : i === 0 ? "" : " ";
    hex += byte === undefined ? "  " : byte.toString(16).padStart(2, "0");
    if (byte !== undefined) text += byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : ".";
  }
  return `${offset.toString(16).padStart(8, "0")}  ${hex}  |${text}|`;
}
