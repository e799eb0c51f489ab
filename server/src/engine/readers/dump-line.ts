import type { Span } from "#base/span.ts";

/** One line of a hexadecimal dump. */
export interface DumpLine {
  /** The offset that the line states; null for bytes without one. */
  readonly offset: string | null;
  readonly bytes: readonly number[];
  /** Where each byte stands in the line. */
  readonly pairs: readonly Span[];
  /** Where the text column begins, when there is one; one character a byte. */
  readonly text: number | null;
}

const OFFSET = /^\s*(?:0x)?([0-9a-f]{4,16})(?::[ \t]*|[ \t]+|$)/i;
const GROUP = /([0-9a-f]{2})+(?![0-9a-z])/iy;
const MAX_WIDTH = 64;
/** One pair a round: with `(?:[0-9a-f]{2})+` inside of it, a checksum before a file's name would be tried in 2^32 ways. */
const PLAIN = /^[\s:,]*(?:(?:0x|\\x)?[0-9a-f]{2}[\s:,]*)+$/i;

/**
 * Reads a line of xxd, `hexdump -C`, Wireshark or `od -tx1`: an offset, bytes, and perhaps a column of text. `width` is the number
 * of bytes when the following offset tells it. Null for anything else.
 */
export function readDumpLine(line: string, width: number | undefined): DumpLine | null {
  const head = OFFSET.exec(line);
  if (head === null) return null;
  const bytes: number[] = [];
  const pairs: Span[] = [];
  const limit = width ?? MAX_WIDTH;
  let at = head[0].length;
  while (at < line.length && bytes.length < limit) {
    GROUP.lastIndex = at;
    const group = GROUP.exec(line);
    if (group === null) break;
    for (let i = 0; i < group[0].length; i += 2) {
      bytes.push(Number.parseInt(group[0].slice(i, i + 2), 16));
      pairs.push({ start: at + i, end: at + i + 2 });
    }
    at += group[0].length;
    const gap = /^[ \t]*/.exec(line.slice(at))?.[0].length ?? 0;
    // Eight bytes may be followed by a wider gap; any other wide gap leads to the text column.
    if (gap > 2 || (gap === 2 && bytes.length % 8 !== 0)) break;
    at += gap;
  }
  if (bytes.length > limit) return null;
  return { offset: head[1] ?? "", bytes, pairs, text: textColumn(line, pairs.at(-1)?.end ?? at, bytes.length) };
}

/** A line of nothing but bytes: pairs of digits, blanks or `:` `,` between them, `0x` or `\x` before them. */
export function readPlainHex(line: string): DumpLine | null {
  if (line.length > 1 << 20 || !PLAIN.test(line)) return null;
  const pairs: Span[] = [];
  const bytes: number[] = [];
  for (const match of line.matchAll(/(?:0x|\\x)|([0-9a-f]{2})/gi)) {
    if (match[1] === undefined) continue;
    bytes.push(Number.parseInt(match[1], 16));
    pairs.push({ start: match.index, end: match.index + 2 });
  }
  return { offset: null, bytes, pairs, text: null };
}

function textColumn(line: string, from: number, count: number): number | null {
  const rest = line.slice(from);
  const start = /\S/.exec(rest)?.index;
  if (start === undefined || count === 0) return null;
  if (rest.charAt(start) === "|") return from + start + 1;
  // A text that begins with blanks shows by its length alone.
  const width = rest.trimEnd().length - start;
  return width === count ? from + start : line.length - count >= from + 1 ? line.length - count : null;
}
