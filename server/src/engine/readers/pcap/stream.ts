import type { FrameTable } from "./frame-table.ts";
import type { ByteStream, Gap, Slice } from "./model.ts";

/** Pieces of a stream as five lists: place in the stream, length, frame, place in the frame, frame of arrival. */
export interface Pieces {
  readonly at: number[];
  readonly length: number[];
  readonly frame: number[];
  readonly offset: number[];
  readonly arrival: number[];
}

/** The pieces of a stream of which nothing was seen. */
export function noPieces(): Pieces {
  return { at: [], length: [], frame: [], offset: [], arrival: [] };
}

/** A stream over pieces that are in order and do not overlap; the bytes stay in the capture file's. */
export class SlicedStream implements ByteStream {
  readonly length: number;
  readonly gaps: readonly Gap[];
  readonly #pieces: Pieces;
  readonly #bytes: Uint8Array;
  readonly #frames: FrameTable;
  /** For each piece the latest arrival up to it. */
  readonly #latest: number[];

  constructor(pieces: Pieces, bytes: Uint8Array, frames: FrameTable) {
    this.#pieces = pieces;
    this.#bytes = bytes;
    this.#frames = frames;
    const gaps: Gap[] = [];
    let end = 0;
    let latest = 0;
    this.#latest = pieces.at.map((start, i) => {
      if (start > end) gaps.push({ start: end, end: start });
      end = start + (pieces.length[i] ?? 0);
      latest = Math.max(latest, pieces.arrival[i] ?? 0);
      return latest;
    });
    this.gaps = gaps;
    this.length = end;
  }

  view(start: number, end: number): Uint8Array | null {
    if (start < 0 || end > this.length || start > end) return null;
    if (start === end) return new Uint8Array(0);
    const first = this.#indexAt(start);
    const { at, length } = this.#pieces;
    const pieceStart = at[first] ?? 0;
    const pieceEnd = pieceStart + (length[first] ?? 0);
    if (start < pieceStart || start >= pieceEnd) return null;
    if (end <= pieceEnd) return this.#part(first, start, end);
    return this.#joined(first, start, end);
  }

  slices(start: number, end: number): readonly Slice[] {
    const { at, length, frame, offset } = this.#pieces;
    const slices: Slice[] = [];
    for (let i = Math.max(this.#indexAt(start), 0); i < at.length; i++) {
      const pieceStart = at[i] ?? 0;
      const from = Math.max(start, pieceStart);
      const to = Math.min(end, pieceStart + (length[i] ?? 0));
      if (pieceStart >= end) break;
      if (from < to) {
        slices.push({ frame: frame[i] ?? 0, offset: (offset[i] ?? 0) + from - pieceStart, length: to - from });
      }
    }
    return slices;
  }

  arrival(end: number): number {
    return this.#latest[Math.max(this.#indexAt(end - 1), 0)] ?? 0;
  }

  /** The last piece that begins at or before a place; -1 when there is none. */
  #indexAt(place: number): number {
    const { at } = this.#pieces;
    let low = 0;
    let high = at.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((at[middle] ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #part(piece: number, start: number, end: number): Uint8Array {
    const { at, frame, offset } = this.#pieces;
    const base = this.#frames.startOf(frame[piece] ?? 0) + (offset[piece] ?? 0) - (at[piece] ?? 0);
    return this.#bytes.subarray(base + start, base + end);
  }

  #joined(first: number, start: number, end: number): Uint8Array | null {
    const { at, length } = this.#pieces;
    const bytes = new Uint8Array(end - start);
    let place = start;
    for (let i = first; place < end; i++) {
      const pieceStart = at[i];
      if (pieceStart === undefined || (i > first && pieceStart !== place)) return null;
      const to = Math.min(end, pieceStart + (length[i] ?? 0));
      bytes.set(this.#part(i, place, to), place - start);
      place = to;
    }
    return bytes;
  }
}
