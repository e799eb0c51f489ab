/** Types of values in binary XML ([MS-EVEN6] 2.2.12). */
export const NULL_TYPE = 0x00;
export const STRING_TYPE = 0x01;
export const ANSI_TYPE = 0x02;
export const SID_TYPE = 0x13;
export const XML_TYPE = 0x21;
/** Added to a type: several values of it. */
export const ARRAY_FLAG = 0x80;

const BINARY_TYPE = 0x0e;
const SIZE_TYPE = 0x10;
/** Bytes of the types that have always the same. */
const SIZES: ReadonlyMap<number, number> = new Map([
  [0x03, 1],
  [0x04, 1],
  [0x05, 2],
  [0x06, 2],
  [0x07, 4],
  [0x08, 4],
  [0x09, 8],
  [0x0a, 8],
  [0x0b, 4],
  [0x0c, 8],
  [0x0d, 4],
  [0x0f, 16],
  [0x11, 8],
  [0x12, 16],
  [0x14, 4],
  [0x15, 8],
]);

/** Bytes of one value of a type; undefined when they vary. */
export function sizeOf(type: number): number | undefined {
  return SIZES.get(type);
}

/** Why bytes are no value of a type; null when they are one. An empty value of any type is allowed. */
export function typeFault(type: number, bytes: Uint8Array): string | null {
  const single = type & ~ARRAY_FLAG;
  const isArray = (type & ARRAY_FLAG) !== 0;
  const size = SIZES.get(single);
  if (
    bytes.length === 0 &&
    (size !== undefined || single === SIZE_TYPE || single === SID_TYPE || single === NULL_TYPE)
  ) {
    return null;
  }
  if (size !== undefined) {
    const fits = isArray ? bytes.length % size === 0 : bytes.length === size;
    return fits ? null : `a value of type ${hex(type)} has ${bytes.length} bytes`;
  }
  if (single === SIZE_TYPE) {
    const fits = isArray ? bytes.length % 4 === 0 : bytes.length === 4 || bytes.length === 8;
    return fits ? null : `a size has ${bytes.length} bytes`;
  }
  if (single === SID_TYPE) return sidFault(bytes, isArray);
  const known = single === NULL_TYPE || single === STRING_TYPE || single === ANSI_TYPE;
  if (known || (!isArray && (single === BINARY_TYPE || single === XML_TYPE))) return null;
  return `the value type ${hex(type)} is not known`;
}

/** Bytes of the SID at an offset; 0 when it does not fit. */
export function sidLength(bytes: Uint8Array, at: number): number {
  const length = 8 + 4 * (bytes[at + 1] ?? 0);
  return at + length <= bytes.length ? length : 0;
}

function sidFault(bytes: Uint8Array, isArray: boolean): string | null {
  let at = 0;
  do {
    const length = sidLength(bytes, at);
    if (length === 0) return "a SID is cut off";
    at += length;
  } while (isArray && at < bytes.length);
  return null;
}

function hex(type: number): string {
  return `0x${type.toString(16).padStart(2, "0")}`;
}
