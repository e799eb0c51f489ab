import { firstCopies } from "./first-copies.ts";
import type { FrameTable } from "./frame-table.ts";
import { noPieces, type Pieces, SlicedStream } from "./stream.ts";

/** A sequence number this far from the stream's end is no part of it: half of what 32 bits can tell apart. */
const STRAY = 0x40000000;

/** The segments of one TCP direction, as they come; made into a stream when the capture is read. */
export class Segments {
  readonly #pieces: Pieces = noPieces();
  /** Sequence number of stream offset 0. */
  #base: number | null = null;
  #opened = false;
  #end = 0;
  #ordered = true;
  /** Bytes of segments whose sequence number cannot belong to the stream. */
  stray = 0;

  /** Where the stream ends so far. */
  get end(): number {
    return this.#end;
  }

  /** The sequence number of the first byte, when known. */
  get base(): number | null {
    return this.#base;
  }

  /** Notes the opening: the stream's first byte is the one behind the SYN. */
  open(sequence: number): void {
    if (this.#base === null) this.#base = (sequence + 1) >>> 0;
    this.#opened ||= this.#end === 0 && this.#base === (sequence + 1) >>> 0;
  }

  /** The stream offset of a sequence number: the one nearest to the stream's end. */
  offsetOf(sequence: number): number {
    this.#base ??= sequence;
    const expected = (this.#base + this.#end) >>> 0;
    return this.#end + ((sequence - expected) | 0);
  }

  /** Adds bytes at a stream offset. */
  add(at: number, length: number, frame: number, offset: number, arrival: number): void {
    if (Math.abs(at - this.#end) > STRAY) {
      this.stray += length;
      return;
    }
    const { at: starts, length: lengths, frame: frames, offset: offsets, arrival: arrivals } = this.#pieces;
    if (at < this.#end) this.#ordered = false;
    starts.push(at);
    lengths.push(length);
    frames.push(frame);
    offsets.push(offset);
    arrivals.push(arrival);
    this.#end = Math.max(this.#end, at + length);
  }

  /** The stream, and whether a later copy of a byte differs from the first. */
  finish(bytes: Uint8Array, frames: FrameTable): { readonly stream: SlicedStream; readonly overlap: boolean } {
    const all = this.#pieces;
    if (this.#ordered) return { stream: new SlicedStream(all, bytes, frames), overlap: false };
    const pieces = firstCopies(all, this.#opened);
    const stream = new SlicedStream(pieces.kept, bytes, frames);
    return { stream, overlap: differs(all, pieces.shift, stream, bytes, frames) };
  }
}

/** Whether any segment carries other bytes than the stream has at its place. */
function differs(all: Pieces, shift: number, stream: SlicedStream, bytes: Uint8Array, frames: FrameTable): boolean {
  for (const [i, start] of all.at.entries()) {
    const skip = Math.max(0, -(start + shift));
    const length = all.length[i] ?? 0;
    const kept = stream.view(start + shift + skip, start + shift + length);
    const own = frames.startOf(all.frame[i] ?? 0) + (all.offset[i] ?? 0) + skip;
    if (kept?.some((byte, at) => byte !== bytes[own + at]) === true) return true;
  }
  return false;
}
