import { joinBytes } from "../join-bytes.ts";
import { firstGapBehind } from "./gaps.ts";
import type { ByteStream, Gap, Slice } from "./model.ts";

/** A range of a stream. */
export interface StreamRange {
  readonly stream: ByteStream;
  readonly start: number;
  readonly end: number;
}

/** Ranges of other streams, end to end: the bytes of a named pipe, or the stub data of several fragments. */
export class JoinedStream implements ByteStream {
  readonly #ranges: StreamRange[] = [];
  readonly #starts: number[] = [];
  readonly #arrivals: number[] = [];
  readonly #gaps: Gap[] = [];
  length = 0;

  constructor(ranges: Iterable<StreamRange> = []) {
    for (const range of ranges) this.add(range);
  }

  get gaps(): readonly Gap[] {
    return this.#gaps;
  }

  add(range: StreamRange): void {
    if (range.end <= range.start) return;
    const { stream, start, end } = range;
    for (let i = firstGapBehind(stream.gaps, start); i < stream.gaps.length; i++) {
      const gap = stream.gaps[i];
      if (gap === undefined || gap.start >= end) break;
      const from = Math.max(gap.start, start) - start;
      this.#gaps.push({ start: this.length + from, end: this.length + Math.min(gap.end, end) - start });
    }
    this.#ranges.push(range);
    this.#starts.push(this.length);
    this.#arrivals.push(Math.max(stream.arrival(end), this.#arrivals.at(-1) ?? 0));
    this.length += end - start;
  }

  /** Adds bytes that were not captured. */
  addGap(length: number): void {
    if (length <= 0) return;
    this.#gaps.push({ start: this.length, end: this.length + length });
    this.length += length;
  }

  view(start: number, end: number): Uint8Array | null {
    if (start < 0 || end > this.length || start > end) return null;
    if (start === end) return new Uint8Array(0);
    const first = this.#indexAt(start);
    const parts: Uint8Array[] = [];
    for (let i = first, place = start; place < end; i++) {
      const range = this.#ranges[i];
      const base = this.#starts[i];
      if (range === undefined || base === undefined || base > place) return null;
      const to = Math.min(end, base + range.end - range.start);
      if (to <= place) return null;
      const part = range.stream.view(range.start + place - base, range.start + to - base);
      if (part === null) return null;
      if (place === start && to === end) return part;
      parts.push(part);
      place = to;
    }
    return joinBytes(parts);
  }

  slices(start: number, end: number): readonly Slice[] {
    const slices: Slice[] = [];
    for (let i = Math.max(this.#indexAt(start), 0); i < this.#ranges.length; i++) {
      const range = this.#ranges[i];
      const base = this.#starts[i];
      if (range === undefined || base === undefined || base >= end) break;
      const from = Math.max(start, base) - base;
      const to = Math.min(end - base, range.end - range.start);
      if (from >= to) continue;
      for (const slice of range.stream.slices(range.start + from, range.start + to)) slices.push(slice);
    }
    return slices;
  }

  arrival(end: number): number {
    const last = this.#indexAt(end - 1);
    const range = this.#ranges[last];
    if (range === undefined) return this.#arrivals[0] ?? 0;
    const own = range.stream.arrival(Math.min(range.end, range.start + end - (this.#starts[last] ?? 0)));
    return Math.max(own, this.#arrivals[last - 1] ?? 0);
  }

  /** The last range that begins at or before a place; -1 when there is none. */
  #indexAt(place: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
