import type { Span } from "#base/span.ts";
import { type ByteMatches, MATCH_BOUND } from "./match-bytes.ts";

const DECODER_STEP = 1 << 15;

/** Every match of a regular expression over bytes, each byte one character of the same number (Latin-1); none is empty. */
export function matchRegex(regex: RegExp, bytes: Uint8Array): ByteMatches {
  const spans: Span[] = [];
  for (const match of latin1(bytes).matchAll(regex)) {
    if (match[0] === "") continue;
    if (spans.length >= MATCH_BOUND) return { spans, complete: false };
    spans.push({ start: match.index, end: match.index + match[0].length });
  }
  return { spans, complete: true };
}

/** The bytes as characters 0 to 255. (TextDecoder's "latin1" is Windows-1252, which differs from 0x80 to 0x9f.) */
function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += DECODER_STEP) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + DECODER_STEP)));
  }
  return parts.join("");
}
