import { ownText } from "#base/own-text.ts";
import type { ByteSource } from "../sources.ts";
import { decodeUtf16, type Encoding, encodingOf, wideNewline } from "./encoding.ts";
import { BLOCK_BYTES, plainLines } from "./line-block.ts";
import type { ReadContext } from "./reader.ts";

/** Whether the text of a line may be a part of a larger one, which lives as long as it: for readers that take what they keep out. */
export type LineTexts = "own" | "parts";

/** A line of a text sample without its line end. */
export interface TextLine {
  readonly text: string;
  /** Byte range in the sample, line end excluded. */
  readonly start: number;
  readonly end: number;
  /** Zero-based. */
  readonly line: number;
}

/** Longer lines are not read: a text of that size is no line of a log. */
export const MAX_LINE_BYTES = 1 << 24;

const BATCH = 256;
const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The lines of a text sample, in batches of up to 256. `\n`, `\r\n` and a lone `\r` end a line, as in an editor. Bytes that
 * are not valid UTF-8 become U+FFFD. A line beyond {@link MAX_LINE_BYTES} is reported as a problem and left out.
 */
export async function* readLines(
  source: ByteSource,
  context: ReadContext,
  texts: LineTexts = "own",
): AsyncGenerator<readonly TextLine[]> {
  const splitter = new LineSplitter(context, texts);
  for await (const chunk of source.chunks()) {
    context.signal.throwIfAborted();
    splitter.add(chunk);
    while (splitter.waiting > 0) yield splitter.take(BATCH);
    context.progress(splitter.read);
  }
  splitter.end();
  while (splitter.waiting > 0) yield splitter.take(BATCH);
  context.progress(splitter.read);
}

/** Cuts chunks into lines; keeps the bytes of a line that is not complete yet. */
class LineSplitter {
  read = 0;
  #ready: TextLine[] = [];
  #taken = 0;
  #encoding: Encoding | null = null;
  #line = 0;
  /** Byte at which the line in `#parts` begins. */
  #start = 0;
  #parts: Uint8Array[] = [];
  #held = 0;
  #tooLong = 0;
  /** The first half of a UTF-16 unit that a chunk ended in. */
  #half: Uint8Array | null = null;
  readonly #context: ReadContext;
  readonly #texts: LineTexts;

  constructor(context: ReadContext, texts: LineTexts) {
    this.#context = context;
    this.#texts = texts;
  }

  /** How many lines were not taken yet. */
  get waiting(): number {
    return this.#ready.length - this.#taken;
  }

  /** The next lines; the rest is not copied each time, since one chunk may hold millions of them. */
  take(count: number): readonly TextLine[] {
    const batch = this.#ready.slice(this.#taken, this.#taken + count);
    this.#taken += batch.length;
    if (this.waiting > 0) return batch;
    this.#ready = [];
    this.#taken = 0;
    return batch;
  }

  add(chunk: Uint8Array): void {
    this.read += chunk.length;
    let bytes = chunk;
    if (this.#encoding === null) {
      // The mark may itself be split over chunks.
      if (this.#held + bytes.length < 3) {
        this.#hold(bytes);
        return;
      }
      bytes = this.#joined(bytes);
      const { encoding, mark } = encodingOf(bytes);
      this.#encoding = encoding;
      this.#start = mark;
      bytes = bytes.subarray(mark);
    }
    this.#split(bytes, this.#encoding);
  }

  end(): void {
    if (this.#encoding === null) {
      const bytes = this.#joined(new Uint8Array());
      const { encoding, mark } = encodingOf(bytes);
      this.#encoding = encoding;
      this.#start = mark;
      this.#split(bytes.subarray(mark), encoding);
    }
    if (this.#held > 0 || this.#tooLong > 0) this.#emit(this.#joined(new Uint8Array()), 0);
  }

  /** UTF-16 units stay whole: a half one waits for the next chunk. */
  #whole(bytes: Uint8Array): Uint8Array {
    let units = bytes;
    if (this.#half !== null) {
      units = new Uint8Array(bytes.length + 1);
      units.set(this.#half);
      units.set(bytes, 1);
    }
    this.#half = units.length % 2 === 1 ? units.slice(-1) : null;
    return this.#half === null ? units : units.subarray(0, -1);
  }

  #split(chunk: Uint8Array, encoding: Encoding): void {
    const wide = encoding !== "utf-8";
    const bytes = wide ? this.#whole(chunk) : chunk;
    let at = 0;
    let plainFrom = wide ? Number.POSITIVE_INFINITY : 0;
    for (;;) {
      if (at >= plainFrom && this.#held === 0 && this.#tooLong === 0) {
        const lines = plainLines(bytes, at);
        if (lines !== null) {
          at += this.#takePlain(lines);
          continue;
        }
        plainFrom = at + BLOCK_BYTES;
      }
      const newline = wide ? wideNewline(bytes, at, encoding) : bytes.indexOf(10, at);
      if (newline < 0) break;
      const piece = bytes.subarray(at, newline);
      this.#emit(this.#held > 0 ? this.#joined(piece) : piece, wide ? 2 : 1);
      at = newline + (wide ? 2 : 1);
    }
    if (at < bytes.length) this.#hold(wide ? bytes.subarray(at) : this.#cutAtReturn(bytes.subarray(at)));
  }

  /** Emits what lone `\r` end in bytes without `\n`, so that not all lines of a file that has no other line ends are kept; gives the rest. */
  #cutAtReturn(bytes: Uint8Array): Uint8Array {
    // What follows a `\r` at the end is not known yet.
    const last = bytes.length < 2 ? -1 : bytes.lastIndexOf(13, bytes.length - 2);
    if (last < 0 || this.#tooLong > 0) return bytes;
    this.#emit(this.#joined(bytes.subarray(0, last)), 1, false);
    return bytes.subarray(last + 1);
  }

  /** Takes up lines that were decoded together; gives how many bytes they are. */
  #takePlain(lines: readonly string[]): number {
    const start = this.#start;
    for (const part of lines) {
      const text = this.#texts === "own" ? ownText(part) : part;
      const end = this.#start + text.length;
      this.#ready.push({ text, start: this.#start, end, line: this.#line++ });
      this.#start = end + 1;
    }
    return this.#start - start;
  }

  /** Keeps a copy: a host may reuse its buffer. */
  #hold(bytes: Uint8Array): void {
    if (this.#tooLong > 0 || this.#held + bytes.length > MAX_LINE_BYTES) {
      this.#tooLong += this.#held + bytes.length;
      this.#parts = [];
      this.#held = 0;
      return;
    }
    this.#parts.push(bytes.slice());
    this.#held += bytes.length;
  }

  #joined(last: Uint8Array): Uint8Array {
    if (this.#held === 0) return last;
    const whole = new Uint8Array(this.#held + last.length);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    whole.set(last, at);
    this.#parts = [];
    this.#held = 0;
    return whole;
  }

  /** A line is complete: `bytes` up to its end mark, whose length is `ending`; a `\r` belongs to a `\n` behind it. */
  #emit(bytes: Uint8Array, ending: number, byFeed = ending > 0): void {
    const start = this.#start;
    const length = bytes.length + this.#tooLong;
    this.#start = start + length + ending;
    if (this.#tooLong > 0 || length > MAX_LINE_BYTES) {
      const message = `The line is ${length} bytes long; lines beyond ${MAX_LINE_BYTES} bytes are not read.`;
      this.#context.problem({ line: this.#line, start, end: start + length, message });
      this.#tooLong = 0;
      this.#line++;
      return;
    }
    if (this.#encoding === "utf-8") this.#emitUtf8(bytes, start, byFeed);
    else this.#emitWide(bytes, start, this.#encoding ?? "utf-16le");
  }

  #emitUtf8(bytes: Uint8Array, start: number, byFeed: boolean): void {
    let end = bytes.length;
    if (byFeed && bytes[end - 1] === 13) end--;
    const text = UTF8.decode(end === bytes.length ? bytes : bytes.subarray(0, end));
    if (text.indexOf("\r") < 0) {
      this.#ready.push({ text, start, end: start + end, line: this.#line++ });
      return;
    }
    let at = 0;
    while (at <= end) {
      const found = bytes.indexOf(13, at);
      const stop = found < 0 || found > end ? end : found;
      this.#push(UTF8.decode(bytes.subarray(at, stop)), start + at, start + stop);
      at = stop + 1;
    }
  }

  #emitWide(bytes: Uint8Array, start: number, encoding: Encoding): void {
    let text = decodeUtf16(bytes, encoding);
    if (text.endsWith("\r")) text = text.slice(0, -1);
    let at = 0;
    for (const piece of text.split("\r")) {
      this.#push(piece, start + at * 2, start + (at + piece.length) * 2);
      at += piece.length + 1;
    }
  }

  #push(text: string, start: number, end: number): void {
    this.#ready.push({ text, start, end, line: this.#line++ });
  }
}
