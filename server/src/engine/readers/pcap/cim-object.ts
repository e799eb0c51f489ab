import { indexOfBytes, u16, u32 } from "./bytes.ts";
import type { Found } from "./stub.ts";
import { latin1, utf16 } from "./text.ts";

const SIGNATURE = new Uint8Array([0x78, 0x56, 0x34, 0x12]);
const INSTANCE = 2;
const DECORATED = 4;
const STRING = 8;
const NUMBERS = new Map([
  [2, 2],
  [3, 4],
  [18, 2],
  [19, 4],
]);

/** A part of an object with its own heap of strings. */
interface Heap {
  readonly start: number;
  readonly end: number;
}

/**
 * The properties of the first CIM instance in some bytes (MS-WMIO 2.2), texts and whole numbers of 16 and 32 bits: names with
 * values and their places. Empty when there is none, or when a length leaves the bytes.
 */
export function readCimInstance(bytes: Uint8Array): ReadonlyMap<string, Found<string | number>> {
  const values = new Map<string, Found<string | number>>();
  const at = indexOfBytes(bytes, SIGNATURE);
  const flags = at < 0 ? 0 : (bytes[at + 8] ?? 0);
  if ((flags & INSTANCE) === 0) return values;
  const start = (flags & DECORATED) === 0 ? at + 9 : behindStrings(bytes, at + 9, 2);
  const table = readClass(bytes, start);
  if (table === null) return values;
  const { count, properties, dataLength, heap } = table;
  const data = heap.end + 9;
  const instance = instanceHeap(bytes, data + dataLength);
  const flagBytes = Math.ceil(count / 4);
  for (let i = 0; i < count; i++) {
    const name = stringIn(bytes, heap, u32(bytes, properties + i * 8, true));
    const info = heap.start + u32(bytes, properties + i * 8 + 4, true);
    if (name === null || info + 10 > heap.end) continue;
    const order = u16(bytes, info + 4, true);
    const isNull = (((bytes[data + (order >> 2)] ?? 0) >> ((order & 3) * 2)) & 1) === 1;
    const place = data + flagBytes + u32(bytes, info + 6, true);
    const value = isNull ? null : valueAt(bytes, u32(bytes, info, true), place, instance);
    if (value !== null) values.set(name.value, value);
  }
  return values;
}

function valueAt(bytes: Uint8Array, type: number, place: number, heap: Heap | null): Found<string | number> | null {
  const size = NUMBERS.get(type & 0x1fff);
  if (size !== undefined && place + size <= bytes.length) {
    const value = size === 2 ? u16(bytes, place, true) : u32(bytes, place, true);
    return { value, start: place, end: place + size };
  }
  return type === STRING && heap !== null && place + 4 <= bytes.length
    ? stringIn(bytes, heap, u32(bytes, place, true))
    : null;
}

/** The class part: header, derivation, qualifiers, table of properties, default values, heap. */
function readClass(bytes: Uint8Array, start: number) {
  const dataLength = u32(bytes, start + 9, true);
  const derivation = start + 13;
  const qualifiers = derivation + u32(bytes, derivation, true);
  const table = qualifiers + u32(bytes, qualifiers, true);
  const count = u32(bytes, table, true);
  const properties = table + 4;
  const heapLength = properties + count * 8 + dataLength;
  const heapStart = heapLength + 4;
  const end = heapStart + (u32(bytes, heapLength, true) & 0x7fffffff);
  if (count > 4096 || end > bytes.length) return null;
  return { count, properties, dataLength, heap: { start: heapStart, end } };
}

/** Behind the values stand qualifiers of the instance and of its properties, then the heap; property qualifiers are not read. */
function instanceHeap(bytes: Uint8Array, qualifiers: number): Heap | null {
  const flag = qualifiers + u32(bytes, qualifiers, true);
  if (bytes[flag] !== 1) return null;
  const start = flag + 5;
  const end = start + (u32(bytes, flag + 1, true) & 0x7fffffff);
  return end > bytes.length ? null : { start, end };
}

/** An encoded string: a flag, 0 for one byte a character and 1 for two, then the text and NUL. */
function stringIn(bytes: Uint8Array, heap: Heap, offset: number): Found<string> | null {
  const at = heap.start + offset;
  if (at + 1 >= heap.end) return null;
  const start = at + 1;
  if (bytes[at] === 0) {
    const nul = bytes.indexOf(0, start);
    const end = nul < 0 || nul > heap.end ? heap.end : nul;
    return { value: latin1(bytes, start, end), start, end };
  }
  let end = start;
  while (end + 2 <= heap.end && u16(bytes, end, true) !== 0) end += 2;
  return { value: utf16(bytes, start, end), start, end };
}

/** The place behind so many encoded strings. */
function behindStrings(bytes: Uint8Array, start: number, count: number): number {
  let at = start;
  for (let i = 0; i < count; i++) {
    const heap = { start: at, end: bytes.length };
    const wide = bytes[at] === 1;
    at = (stringIn(bytes, heap, 0)?.end ?? bytes.length) + (wide ? 2 : 1);
  }
  return at;
}
