import type { Packets, Slice } from "../readers/pcap/model.ts";
import type { CapturedEvent } from "./capture-wire.ts";

/** The events of one connection by their places in the file, so that those behind some bytes are found without looking at all. */
export class EventRanges {
  readonly #packets: Packets;
  /** By where they begin. */
  readonly #events: readonly CapturedEvent[];
  /** The largest end of the events up to each. */
  readonly #ends: readonly number[];
  readonly #whole: readonly number[];

  constructor(events: readonly CapturedEvent[], packets: Packets) {
    this.#packets = packets;
    this.#whole = events.filter(({ whole }) => whole).map(({ ordinal }) => ordinal);
    this.#events = events.filter(({ whole }) => !whole).sort((a, b) => a.start - b.start || a.ordinal - b.ordinal);
    let end = 0;
    this.#ends = this.#events.map((event) => {
      end = Math.max(end, event.end);
      return end;
    });
  }

  /** Ordinals, in order, of the events that some bytes of frames belong to; the event of the connection when no other does. */
  behind(slices: readonly Slice[]): readonly number[] {
    const found = new Set<number>();
    for (const { frame, offset, length } of slices) {
      const start = this.#packets.frame(frame).start + offset;
      const end = start + length;
      for (let i = firstAbove(this.#ends, start); i < this.#events.length; i++) {
        const event = this.#events[i];
        if (event === undefined || event.start >= end) break;
        if (event.end > start) found.add(event.ordinal);
      }
    }
    return found.size === 0 ? this.#whole : [...found].sort((a, b) => a - b);
  }
}

/** The index of the first number above a limit, in numbers that never fall. */
function firstAbove(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
