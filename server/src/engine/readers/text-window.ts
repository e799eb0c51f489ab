import type { ByteSource } from "../sources.ts";
import { decodeUtf16, type Encoding, encodingOf, incompleteTail, utf8Length, utf8Offsets } from "./encoding.ts";
import { joinBytes } from "./join-bytes.ts";
import type { ReadContext } from "./reader.ts";

/** A stretch of a sample's text with the bytes that it was decoded from. */
interface TextPiece {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  /** Of a text with bytes that are no UTF-8: where each unit begins. Made once, since places are asked for at every event. */
  readonly offsets: Uint32Array | null;
}

/** A place in a sample. */
export interface TextPlace {
  readonly byte: number;
  /** Zero-based. */
  readonly line: number;
  readonly column: number;
}

/** The part of a sample's text that a reader is looking at, with exact positions. For formats whose events span lines. */
export class TextWindow {
  text = "";
  #pieces: { readonly piece: TextPiece; readonly start: number }[] = [];
  /** The last place asked for: every later question is at or behind it. */
  #at = 0;
  /** The next line feed and lone carriage return, as far as they were looked for. */
  #feed = -1;
  #return = -1;
  #place: TextPlace = { byte: 0, line: 0, column: 0 };

  /** Begins behind a byte order mark. */
  constructor(mark: number) {
    this.#place = { byte: mark, line: 0, column: 0 };
  }

  add(piece: TextPiece): void {
    this.#pieces.push({ piece, start: this.text.length });
    this.text += piece.text;
    this.#feed = -1;
    this.#return = -1;
  }

  /** The place of an offset in the window, which must not be before one asked for earlier, nor behind the text. */
  locate(offset: number): TextPlace {
    if (offset > this.text.length) throw new RangeError(`No place ${offset} in a text of ${this.text.length}.`);
    let { byte, line, column } = this.#place;
    byte += this.#byteLength(this.#at, offset);
    let from = this.#at;
    for (let end = this.#lineEnd(from); end < offset; end = this.#lineEnd(from)) {
      line++;
      column = 0;
      from = end + 1;
    }
    column += offset - from;
    this.#at = offset;
    this.#place = { byte, line, column };
    return this.#place;
  }

  /** The place of the next line feed, or carriage return that none follows; behind the text when there is none. */
  #lineEnd(from: number): number {
    const { text } = this;
    if (this.#feed < from) this.#feed = indexOrEnd(text, "\n", from);
    while (this.#return < from || (this.#return < text.length && text.charCodeAt(this.#return + 1) === 10))
      this.#return = indexOrEnd(text, "\r", Math.max(from, this.#return + 1));
    return Math.min(this.#feed, this.#return);
  }

  /** Forgets the text before an offset. */
  drop(offset: number): void {
    this.locate(Math.max(offset, this.#at));
    this.text = this.text.slice(offset);
    this.#pieces = this.#pieces
      .map(({ piece, start }) => ({ piece, start: start - offset }))
      .filter(({ piece, start }) => start + piece.text.length > 0);
    this.#at -= offset;
    this.#feed = -1;
    this.#return = -1;
  }

  #byteLength(from: number, to: number): number {
    let bytes = 0;
    for (const { piece, start } of this.#pieces) {
      const low = Math.max(from - start, 0);
      const high = Math.min(to - start, piece.text.length);
      if (low < high) bytes += pieceBytes(piece, low, high);
    }
    return bytes;
  }
}

function indexOrEnd(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
}

function pieceBytes(piece: TextPiece, low: number, high: number): number {
  const { text, bytes, encoding, offsets } = piece;
  if (encoding !== "utf-8") return (high - low) * 2;
  if (text.length === bytes.length) return high - low;
  if (offsets === null) return utf8Length(text, low, high);
  return (offsets[high] ?? bytes.length) - (offsets[low] ?? bytes.length);
}

const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Calls a reader's `step` with the growing window after each piece of the sample, and once more with `last` at its end. */
export async function* readWindow<T>(
  source: ByteSource,
  context: ReadContext,
  step: (window: TextWindow, last: boolean) => Iterable<T>,
): AsyncGenerator<T> {
  let window: TextWindow | null = null;
  let encoding: Encoding = "utf-8";
  let rest = new Uint8Array();
  let read = 0;
  for await (const chunk of source.chunks()) {
    context.signal.throwIfAborted();
    read += chunk.length;
    rest = joinBytes([rest, chunk]);
    if (window === null) {
      if (rest.length < 3) continue;
      const found = encodingOf(rest);
      encoding = found.encoding;
      window = new TextWindow(found.mark);
      rest = rest.subarray(found.mark);
    }
    const whole = rest.length - (encoding === "utf-8" ? incompleteTail(rest) : rest.length % 2);
    window.add(pieceOf(rest.slice(0, whole), encoding));
    rest = rest.subarray(whole);
    yield* step(window, false);
    context.progress(read);
  }
  window ??= new TextWindow(0);
  if (rest.length > 0) window.add(pieceOf(rest, encoding));
  yield* step(window, true);
  context.progress(read);
}

function pieceOf(bytes: Uint8Array, encoding: Encoding): TextPiece {
  const text = encoding === "utf-8" ? UTF8.decode(bytes) : decodeUtf16(bytes, encoding);
  const isLossy = encoding === "utf-8" && text.length < bytes.length && text.includes("\ufffd");
  return { text, bytes, encoding, offsets: isLossy ? utf8Offsets(bytes) : null };
}
