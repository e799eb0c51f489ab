import type { Segment, SourceMap } from "#base/source-map.ts";
import type { YamlScalar } from "./node.ts";

/** A scalar decoded together with where each character comes from. */
export interface DecodedScalar {
  readonly text: string;
  readonly map: SourceMap;
}

/**
 * Decodes a scalar as YAML 1.2 has it and keeps the way back: an exact segment for each run of characters that stand
 * for themselves, a whole segment for each fold, escape, doubled quote and line break. `source` is the text that the
 * scalar's spans refer to.
 */
export function decodeScalar(source: string, scalar: YamlScalar): DecodedScalar {
  const decoder = new Decoder(source);
  const { start, end } = scalar.content;
  if (scalar.style === "literal" || scalar.style === "folded") decodeBlock(decoder, source, scalar);
  else if (scalar.style === "double") decodeDouble(decoder, source, start, end);
  else if (scalar.style === "single") decodeSingle(decoder, source, start, end);
  else decodePlain(decoder, source, start, end);
  return decoder.done();
}

class Decoder {
  readonly #source: string;
  readonly #segments: Segment[] = [];
  #text = "";

  constructor(source: string) {
    this.#source = source;
  }

  /** Characters that stand for themselves. */
  exact(start: number, end: number): void {
    if (end <= start) return;
    const at = this.#text.length;
    this.#text += this.#source.slice(start, end);
    this.#segments.push({ embedded: { start: at, end: this.#text.length }, host: { start, end }, exact: true });
  }

  /** Text that stands for a piece of the source as a whole. */
  whole(text: string, start: number, end: number): void {
    if (text === "") return;
    const at = this.#text.length;
    this.#text += text;
    this.#segments.push({ embedded: { start: at, end: this.#text.length }, host: { start, end }, exact: false });
  }

  done(): DecodedScalar {
    return { text: this.#text, map: { segments: this.#segments } };
  }
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** Skips line breaks and blanks from `at`; gives where it stopped and how many breaks there were. */
function skipBreaks(source: string, at: number, end: number): { readonly at: number; readonly breaks: number } {
  let breaks = 0;
  let position = at;
  while (position < end) {
    const code = source.charCodeAt(position);
    if (isBreak(code)) {
      breaks++;
      position += code === 13 && source.charCodeAt(position + 1) === 10 ? 2 : 1;
    } else if (isBlank(code)) position++;
    else break;
  }
  return { at: position, breaks };
}

function foldOf(breaks: number): string {
  return breaks === 1 ? " " : "\n".repeat(breaks - 1);
}

/** The end of the visible text before `at`, not before `from`. */
function trimmedEnd(source: string, from: number, at: number): number {
  let end = at;
  while (end > from && isBlank(source.charCodeAt(end - 1))) end--;
  return end;
}

/** Writes the run before a line break and the fold that follows; gives where the next run begins. */
function fold(decoder: Decoder, source: string, run: number, at: number, end: number): number {
  const runEnd = trimmedEnd(source, run, at);
  decoder.exact(run, runEnd);
  const skipped = skipBreaks(source, at, end);
  decoder.whole(foldOf(skipped.breaks), runEnd, skipped.at);
  return skipped.at;
}

function decodePlain(decoder: Decoder, source: string, start: number, end: number): void {
  let run = start;
  let at = start;
  while (at < end) {
    if (isBreak(source.charCodeAt(at))) {
      run = fold(decoder, source, run, at, end);
      at = run;
    } else at++;
  }
  decoder.exact(run, trimmedEnd(source, run, end));
}

function decodeSingle(decoder: Decoder, source: string, start: number, end: number): void {
  let run = start;
  let at = start;
  while (at < end) {
    const code = source.charCodeAt(at);
    if (code === 39) {
      decoder.exact(run, at);
      decoder.whole("'", at, at + 2);
      at += 2;
      run = at;
    } else if (isBreak(code)) {
      run = fold(decoder, source, run, at, end);
      at = run;
    } else at++;
  }
  decoder.exact(run, end);
}

function decodeDouble(decoder: Decoder, source: string, start: number, end: number): void {
  let run = start;
  let at = start;
  while (at < end) {
    const code = source.charCodeAt(at);
    if (code === 92) {
      decoder.exact(run, at);
      at = decodeEscape(decoder, source, at, end);
      run = at;
    } else if (isBreak(code)) {
      run = fold(decoder, source, run, at, end);
      at = run;
    } else at++;
  }
  decoder.exact(run, end);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

/** Decodes the escape at `at`; gives the offset behind it. An escaped line break joins the lines without a space. */
function decodeEscape(decoder: Decoder, source: string, at: number, end: number): number {
  const next = source[at + 1] ?? "";
  if (next === "\n" || next === "\r") return skipBreaks(source, at + 1, end).at;
  const simple = ESCAPES[next];
  if (simple !== undefined) {
    decoder.whole(simple, at, at + 2);
    return at + 2;
  }
  const digits = next === "x" ? 2 : next === "u" ? 4 : 8;
  const stop = at + 2 + digits;
  decoder.whole(character(Number.parseInt(source.slice(at + 2, stop), 16)), at, stop);
  return stop;
}

/** js-yaml takes any 32 bits and keeps what fits into two code units, which `String.fromCodePoint` would refuse. */
function character(code: number): string {
  const bits = code | 0;
  if (bits <= 0xffff) return String.fromCharCode(bits);
  return String.fromCharCode(((bits - 0x10000) >> 10) + 0xd800, ((bits - 0x10000) & 0x3ff) + 0xdc00);
}

/** One line of a block: where its text begins and ends, and where its line break ends. */
interface BlockLine {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

function blockLines(source: string, start: number, end: number): readonly BlockLine[] {
  const lines: BlockLine[] = [];
  let at = start;
  while (at < end) {
    let stop = at;
    while (stop < end && !isBreak(source.charCodeAt(stop))) stop++;
    let next = stop;
    if (next < end) next += source.charCodeAt(next) === 13 && source.charCodeAt(next + 1) === 10 ? 2 : 1;
    lines.push({ start: at, end: stop, next });
    at = next;
  }
  return lines;
}

/** Breaks that wait for the next line of text, each with the place it stands for. */
interface PendingBreaks {
  readonly breaks: { start: number; end: number }[];
}

function decodeBlock(decoder: Decoder, source: string, scalar: YamlScalar): void {
  const { content, indent, chomping, style } = scalar;
  const pending: PendingBreaks = { breaks: [] };
  const state = { read: false, moreIndented: false };
  for (const line of blockLines(source, content.start, content.end)) {
    if (indent < 0 || isBlankLine(source, line, indent)) {
      pending.breaks.push({ start: line.end, end: line.next });
      continue;
    }
    const textStart = line.start + indent;
    writeBreaks(decoder, source, pending, style === "folded", textStart, state);
    decoder.exact(textStart, line.end);
    state.read = true;
    pending.breaks.length = 0;
    pending.breaks.push({ start: line.end, end: line.next });
  }
  const rest = pending.breaks;
  if (chomping === "keep") for (const at of rest) decoder.whole("\n", at.start, at.end);
  else if (chomping === "clip" && state.read && rest[0] !== undefined) decoder.whole("\n", rest[0].start, rest[0].end);
}

/** A line that holds nothing beyond the block's indentation counts as an empty line. */
function isBlankLine(source: string, line: BlockLine, indent: number): boolean {
  let column = 0;
  while (column < indent && source.charCodeAt(line.start + column) === 32) column++;
  return line.start + column >= line.end;
}

/** Writes what the breaks before a line of text stand for: all of them in a literal block, folded ones otherwise. */
function writeBreaks(
  decoder: Decoder,
  source: string,
  pending: PendingBreaks,
  folded: boolean,
  textStart: number,
  state: { read: boolean; moreIndented: boolean },
): void {
  const { breaks } = pending;
  const first = breaks[0];
  const more = isBlank(source.charCodeAt(textStart));
  const keepAll = !folded || more || state.moreIndented;
  if (folded) state.moreIndented = more;
  if (first === undefined) return;
  if (keepAll || !state.read) {
    breaks.forEach((at, index) => {
      decoder.whole("\n", at.start, breaks[index + 1]?.start ?? textStart);
    });
    return;
  }
  decoder.whole(foldOf(breaks.length), first.start, textStart);
}
