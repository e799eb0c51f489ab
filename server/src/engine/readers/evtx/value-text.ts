import type { SlotValue } from "./fragment.ts";
import { ANSI_TYPE, ARRAY_FLAG, SID_TYPE, STRING_TYPE, sidLength, sizeOf } from "./value-types.ts";

const UTF16 = new TextDecoder("utf-16le", { ignoreBOM: true });
const ANSI = new TextDecoder("windows-1252");
/** Below this many units a loop is faster than a decoder. */
const SHORT = 48;

/**
 * A value as current Windows writes it in XML: decimal and `0x` hexadecimal numbers, GUIDs in braces and lower case, times in
 * UTC with seven digits, SIDs as `S-1-…`, other bytes in hexadecimal. Several values are joined by `, `.
 */
export function valueText(chunk: Uint8Array, value: SlotValue): string {
  return (value.type & ARRAY_FLAG) !== 0
    ? valueItems(chunk, value).join(", ")
    : single(chunk, value.type, value.start, value.end);
}

/** The texts of the values of an array, in order. */
export function valueItems(chunk: Uint8Array, { type, start, end }: SlotValue): readonly string[] {
  const one = type & ~ARRAY_FLAG;
  if (one === STRING_TYPE) return strings(utf16(chunk, start, end, false));
  if (one === ANSI_TYPE) return strings(ANSI.decode(chunk.subarray(start, end)));
  const items: string[] = [];
  for (let at = start; at < end; ) {
    const size = one === SID_TYPE ? sidLength(chunk, at) : (sizeOf(one) ?? 4);
    if (size === 0 || at + size > end) break;
    items.push(single(chunk, one, at, at + size));
    at += size;
  }
  return items;
}

/** Every string ends with a NUL; the last one may lack it. */
function strings(joined: string): readonly string[] {
  const items = joined.split("\0");
  if (items.at(-1) === "") items.pop();
  return items;
}

/** A text of UTF-16 units; lone surrogates become U+FFFD. `trim` takes the NULs at the end away. */
export function utf16(chunk: Uint8Array, start: number, end: number, trim: boolean): string {
  let stop = start + ((end - start) & ~1);
  if (trim) while (stop > start && chunk[stop - 1] === 0 && chunk[stop - 2] === 0) stop -= 2;
  if (stop - start > SHORT * 2) return UTF16.decode(chunk.subarray(start, stop));
  let text = "";
  for (let at = start; at < stop; at += 2) {
    const unit = (chunk[at] ?? 0) | ((chunk[at + 1] ?? 0) << 8);
    if (unit >= 0xd800 && unit < 0xe000) return UTF16.decode(chunk.subarray(start, stop));
    text += String.fromCharCode(unit);
  }
  return text;
}

function single(chunk: Uint8Array, type: number, start: number, end: number): string {
  if (start === end) return "";
  if (type === STRING_TYPE) return utf16(chunk, start, end, true);
  const view = new DataView(chunk.buffer, chunk.byteOffset + start, end - start);
  switch (type) {
    case ANSI_TYPE:
      return ANSI.decode(chunk.subarray(start, end)).replace(/(?<!\0)\0+$/, "");
    case 0x03:
      return String(view.getInt8(0));
    case 0x04:
      return String(view.getUint8(0));
    case 0x05:
      return String(view.getInt16(0, true));
    case 0x06:
      return String(view.getUint16(0, true));
    case 0x07:
      return String(view.getInt32(0, true));
    case 0x08:
      return String(view.getUint32(0, true));
    case 0x09:
      return String(view.getBigInt64(0, true));
    case 0x0a:
      return String(view.getBigUint64(0, true));
    case 0x0b:
      return realText(view.getFloat32(0, true), 6);
    case 0x0c:
      return realText(view.getFloat64(0, true), 15);
    case 0x0d:
      return view.getUint32(0, true) === 0 ? "false" : "true";
    case 0x0f:
      return guidText(view);
    case 0x10:
    case 0x14:
    case 0x15:
      return `0x${(end - start === 8 ? view.getBigUint64(0, true) : view.getUint32(0, true)).toString(16)}`;
    case 0x11:
      return fileTimeText(view.getBigUint64(0, true));
    case 0x12:
      return systemTimeText(view);
    case SID_TYPE:
      return sidText(view);
    default:
      return hexText(chunk, start, end);
  }
}

function realText(value: number, digits: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "INF" : "-INF";
  return String(Number(value.toPrecision(digits)));
}

/** A GUID in braces: its first three parts are numbers, the others bytes. */
export function guidText(view: DataView): string {
  const hex = (value: number, width: number): string => value.toString(16).padStart(width, "0");
  let rest = "";
  for (let i = 8; i < 16; i++) rest += hex(view.getUint8(i), 2) + (i === 9 ? "-" : "");
  const first = hex(view.getUint32(0, true), 8);
  return `{${first}-${hex(view.getUint16(4, true), 4)}-${hex(view.getUint16(6, true), 4)}-${rest}}`;
}

const EPOCH_TICKS = 116_444_736_000_000_000n;

/** Ticks of 100 ns since 1601. */
function fileTimeText(ticks: bigint): string {
  const since = ticks - EPOCH_TICKS;
  const fraction = ((since % 10_000_000n) + 10_000_000n) % 10_000_000n;
  const seconds = Number((since - fraction) / 10_000_000n);
  const at = new Date(seconds * 1000);
  // A file time reaches beyond what ECMAScript calls a date.
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999) return String(ticks);
  return `${at.toISOString().slice(0, 19)}.${String(fraction).padStart(7, "0")}Z`;
}

function systemTimeText(view: DataView): string {
  const part = (index: number, width: number): string => String(view.getUint16(index * 2, true)).padStart(width, "0");
  return `${part(0, 4)}-${part(1, 2)}-${part(3, 2)}T${part(4, 2)}:${part(5, 2)}:${part(6, 2)}.${part(7, 3)}Z`;
}

function sidText(view: DataView): string {
  const authority = view.getUint16(2) * 0x1_0000_0000 + view.getUint32(4);
  const written = authority < 0x1_0000_0000 ? String(authority) : `0x${authority.toString(16).padStart(12, "0")}`;
  let text = `S-${view.getUint8(0)}-${written}`;
  for (let i = 0; i < view.getUint8(1); i++) text += `-${view.getUint32(8 + i * 4, true)}`;
  return text;
}

function hexText(chunk: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at++) text += (chunk[at] ?? 0).toString(16).padStart(2, "0");
  return text.toUpperCase();
}
