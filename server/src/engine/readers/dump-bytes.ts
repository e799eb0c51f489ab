import { type DumpLine, readDumpLine, readPlainHex } from "./dump-line.ts";
import { joinBytes } from "./join-bytes.ts";
import type { TextLine } from "./lines.ts";

/** A line of a dump with its place. */
export interface PlacedDumpLine extends DumpLine {
  readonly line: TextLine;
  /** Offset of its first byte in the dump. */
  readonly at: number;
}

/** One dump: its bytes, and the lines that show them. Bytes that `*` stands for are shown by no line. */
export interface Dump {
  readonly bytes: Uint8Array;
  readonly lines: readonly PlacedDumpLine[];
}

/** Repeated lines of a dump are not followed further than this, all together. */
const MAX_REPEATED = 1 << 24;

/** Lines that are no part of a dump, with the reason. */
export interface DumpProblem {
  readonly line: TextLine;
  readonly message: string;
}

/** Puts the lines of one dump together; `radix` is that of its offsets. */
export function readDump(lines: readonly TextLine[], problems: DumpProblem[]): Dump {
  const radix = radixOf(lines);
  const placed: PlacedDumpLine[] = [];
  const chunks: Uint8Array[] = [];
  let length = 0;
  let repeats = false;
  let repeated = 0;
  let first: number | undefined;
  for (const [index, line] of lines.entries()) {
    if (line.text.trim() === "*") {
      repeats = true;
      continue;
    }
    const read = readLine(line.text, lines[index + 1]?.text, radix);
    if (read === null) {
      problems.push({ line, message: "The line is no line of a hexadecimal dump." });
      continue;
    }
    const stated = read.offset === null ? undefined : Number.parseInt(read.offset, radix);
    first ??= stated ?? 0;
    const offset = stated === undefined ? length : stated - first;
    if (repeats && offset > length && repeated + offset - length <= MAX_REPEATED) {
      repeated += offset - length;
      length += repeatLast(chunks, offset - length);
    }
    repeats = false;
    if (offset !== length) {
      const message = `The offset is ${read.offset}, and ${length} bytes stand before it; the bytes are taken one after another.`;
      if (read.bytes.length > 0) problems.push({ line, message });
    }
    if (read.bytes.length === 0) continue;
    placed.push({ ...read, line, at: length });
    chunks.push(Uint8Array.from(read.bytes));
    length += read.bytes.length;
  }
  return { bytes: joinBytes(chunks), lines: placed };
}

function repeatLast(chunks: Uint8Array[], count: number): number {
  const last = chunks.at(-1) ?? new Uint8Array(1);
  chunks.push(new Uint8Array(count).map((_, i) => last[i % last.length] ?? 0));
  return count;
}

function readLine(text: string, next: string | undefined, radix: number): DumpLine | null {
  if (radix === 0) return readPlainHex(text);
  const own = readDumpLine(text, undefined);
  const following = next === undefined ? null : readDumpLine(next, undefined);
  if (own?.offset == null || following?.offset == null) return own;
  const width = Number.parseInt(following.offset, radix) - Number.parseInt(own.offset, radix);
  return width > 0 && width <= own.bytes.length ? readDumpLine(text, width) : own;
}

/** 16 or 8 for lines with offsets, as two following ones tell (`od` counts in octal unless told otherwise); 0 without offsets. */
export function radixOf(lines: readonly TextLine[]): 0 | 8 | 16 {
  const read = lines.slice(0, 3).map(({ text }) => readDumpLine(text, undefined));
  const [one, two] = read;
  if (one?.offset == null) return 0;
  const plain = lines.slice(0, 3).every(({ text }) => text.trim() === "*" || readPlainHex(text) !== null);
  if (two?.offset == null) {
    const startsAtZero = /^0+$/.test(one.offset) && one.bytes.length > 0;
    return startsAtZero || !plain ? 16 : 0;
  }
  const step = (radix: number) => Number.parseInt(two.offset ?? "", radix) - Number.parseInt(one.offset ?? "", radix);
  const fits = (radix: number) =>
    step(radix) > 0 && step(radix) <= Math.max(one.bytes.length, 0) && one.bytes.length > 0;
  const octal = [one.offset, two.offset].every((offset) => /^[0-7]+$/.test(offset));
  if (octal && step(8) === one.bytes.length && step(16) !== one.bytes.length) return 8;
  if (fits(16)) return 16;
  return plain && !/^0+$/.test(one.offset) ? 0 : 16;
}
