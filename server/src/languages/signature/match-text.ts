import type { Span } from "#base/span.ts";
import { type ByteMatches, MATCH_BOUND } from "./match-bytes.ts";

/** How a text is written in bytes. */
export type TextEncodingName = "ascii" | "utf16le" | "utf16be";

/** How a text is looked for. */
export interface TextPattern {
  readonly text: string;
  /** `ascii` takes characters beyond it as UTF-8. */
  readonly encodings: readonly TextEncodingName[];
  /** Letters A to Z match without case. */
  readonly nocase: boolean;
  /** No letter or digit may stand directly before or behind. */
  readonly fullword: boolean;
}

/** Every place of a text in bytes, in any of its encodings, by start (YARA's text strings). */
export function matchText(pattern: TextPattern, bytes: Uint8Array): ByteMatches {
  const spans: Span[] = [];
  let complete = true;
  for (const encoding of new Set(pattern.encodings)) {
    const needle = encoded(pattern.text, encoding);
    if (needle.length === 0) continue;
    for (const start of placesOf(needle, bytes, pattern.nocase)) {
      const span = { start, end: start + needle.length };
      if (pattern.fullword && !isWord(bytes, span, encoding)) continue;
      if (spans.length >= MATCH_BOUND) {
        complete = false;
        break;
      }
      spans.push(span);
    }
  }
  return { spans: spans.sort((a, b) => a.start - b.start || a.end - b.end), complete };
}

/** The bytes of a text in an encoding. */
export function encoded(text: string, encoding: TextEncodingName): Uint8Array {
  if (encoding === "ascii") return new TextEncoder().encode(text);
  const bytes = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 * i + (encoding === "utf16le" ? 0 : 1)] = unit & 0xff;
    bytes[2 * i + (encoding === "utf16le" ? 1 : 0)] = unit >> 8;
  }
  return bytes;
}

function* placesOf(needle: Uint8Array, bytes: Uint8Array, nocase: boolean): Generator<number> {
  const anchor = needle.findIndex((byte) => byte !== 0 && !(nocase && isLetter(byte)));
  const offset = anchor < 0 ? (nocase ? -1 : 0) : anchor;
  const last = bytes.length - needle.length;
  for (let start = 0; start <= last; start++) {
    if (offset >= 0) {
      const found = bytes.indexOf(needle[offset] ?? 0, start + offset);
      if (found < 0 || found - offset > last) return;
      start = found - offset;
    }
    if (equalAt(needle, bytes, start, nocase)) yield start;
  }
}

function equalAt(needle: Uint8Array, bytes: Uint8Array, start: number, nocase: boolean): boolean {
  for (let i = 0; i < needle.length; i++) {
    const [a, b] = [needle[i] ?? 0, bytes[start + i] ?? 0];
    if (a === b) continue;
    if (!nocase || !isLetter(a) || (a ^ 0x20) !== b) return false;
  }
  return true;
}

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

function isWord(bytes: Uint8Array, { start, end }: Span, encoding: TextEncodingName): boolean {
  if (encoding === "ascii") return !isAlphanumeric(bytes[start - 1]) && !isAlphanumeric(bytes[end]);
  const [unit, zero] = encoding === "utf16le" ? [0, 1] : [1, 0];
  const letterAt = (place: number) => isAlphanumeric(bytes[place + unit]) && bytes[place + zero] === 0;
  return !(start >= 2 && letterAt(start - 2)) && !letterAt(end);
}

function isAlphanumeric(byte: number | undefined): boolean {
  return byte !== undefined && (isLetter(byte) || (byte >= 0x30 && byte <= 0x39));
}
