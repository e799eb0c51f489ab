/** Reads a 16-bit number; bytes behind the end count as 0. */
export function u16(bytes: Uint8Array, at: number, little: boolean): number {
  const a = bytes[at] ?? 0;
  const b = bytes[at + 1] ?? 0;
  return little ? a | (b << 8) : (a << 8) | b;
}

/** Reads an unsigned 32-bit number; bytes behind the end count as 0. */
export function u32(bytes: Uint8Array, at: number, little: boolean): number {
  const a = bytes[at] ?? 0;
  const b = bytes[at + 1] ?? 0;
  const c = bytes[at + 2] ?? 0;
  const d = bytes[at + 3] ?? 0;
  return (little ? a | (b << 8) | (c << 16) | (d << 24) : (a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Bytes as hexadecimal digits. */
export function hex(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = "";
  for (let i = start; i < end; i++) text += HEX[bytes[i] ?? 0];
  return text;
}

/** The UUID at a place, in canonical form; the first three groups are in the given byte order. */
export function uuidAt(bytes: Uint8Array, at: number, little: boolean): string {
  const low = u32(bytes, at, little).toString(16).padStart(8, "0");
  const mid = u16(bytes, at + 4, little)
    .toString(16)
    .padStart(4, "0");
  const high = u16(bytes, at + 6, little)
    .toString(16)
    .padStart(4, "0");
  return `${low}-${mid}-${high}-${hex(bytes, at + 8, at + 10)}-${hex(bytes, at + 10, at + 16)}`;
}

/** Finds a run of bytes between two places; -1 when it is not there. */
export function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array, start = 0, end = bytes.length): number {
  const first = wanted[0] ?? 0;
  const last = end - wanted.length;
  for (let at = bytes.indexOf(first, start); at >= 0 && at <= last; at = bytes.indexOf(first, at + 1)) {
    let i = 1;
    while (i < wanted.length && bytes[at + i] === wanted[i]) i++;
    if (i >= wanted.length) return at;
  }
  return -1;
}
