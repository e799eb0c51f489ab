import { decodeUtf16 } from "../encoding.ts";

/** UTF-16LE bytes as text; an odd byte at the end is left out. */
export function utf16(bytes: Uint8Array, start: number, end: number): string {
  if (start >= end) return "";
  return decodeUtf16(bytes.subarray(start, start + ((end - start) & ~1)), "utf-16le");
}

/** Bytes as characters of the same number. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = "";
  for (let at = start; at < end; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + 8192, end)));
  return text;
}
