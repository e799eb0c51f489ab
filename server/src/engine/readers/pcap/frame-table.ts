import { Column } from "./column.ts";
import type { Frame } from "./model.ts";

/** What a record of a capture file says of its frame. */
export interface FrameRecord {
  start: number;
  captured: number;
  length: number;
  seconds: number;
  /** Nanoseconds of the second. */
  nanos: number;
  /** Digits of the fraction that the file keeps: 6 or 9. */
  digits: number;
  linkType: number;
}

const NO_CONNECTION = 0xffffffff;

/** All frames of a capture, and what each carries. Frame numbers start at 1. */
export class FrameTable {
  readonly #start = new Column(1024);
  readonly #captured = new Column(1024);
  readonly #length = new Column(1024);
  readonly #seconds = new Column(1024);
  readonly #nanos = new Column(1024);
  readonly #digits = new Column(1024);
  readonly #connection = new Column(1024);
  readonly #payload = new Column(1024);
  readonly #payloadLength = new Column(1024);

  get count(): number {
    return this.#start.length;
  }

  /** Adds a frame and gives its number. */
  add(record: FrameRecord): number {
    this.#start.push(record.start);
    this.#captured.push(record.captured);
    this.#length.push(record.length);
    this.#seconds.push(record.seconds);
    this.#nanos.push(record.nanos);
    this.#digits.push(record.digits);
    this.#connection.push(NO_CONNECTION);
    this.#payload.push(0);
    this.#payloadLength.push(0);
    return this.#start.length;
  }

  /** Notes that a frame carries payload of a connection; `side` is 0 for its first-noted endpoint, 1 for the other. */
  carry(frame: number, connection: number, side: number, offset: number, length: number): void {
    this.#connection.set(frame - 1, connection * 2 + side);
    this.#payload.set(frame - 1, offset);
    this.#payloadLength.set(frame - 1, length);
  }

  carried(frame: number): { connection: number; side: number; offset: number; length: number } | null {
    const code = frame < 1 || frame > this.count ? NO_CONNECTION : this.#connection.at(frame - 1);
    if (code === NO_CONNECTION) return null;
    const offset = this.#payload.at(frame - 1);
    return { connection: code >>> 1, side: code & 1, offset, length: this.#payloadLength.at(frame - 1) };
  }

  startOf(frame: number): number {
    return this.#start.at(frame - 1);
  }

  capturedOf(frame: number): number {
    return this.#captured.at(frame - 1);
  }

  /** Epoch seconds, for comparing times that may differ by less than a microsecond use {@link nanosBetween}. */
  secondsOf(frame: number): number {
    return this.#seconds.at(frame - 1);
  }

  frame(number: number): Frame {
    if (number < 1 || number > this.count) throw new RangeError(`There is no frame ${number}.`);
    const i = number - 1;
    const digits = this.#digits.at(i);
    const fraction = String(this.#nanos.at(i)).padStart(9, "0").slice(0, digits);
    return {
      number,
      start: this.#start.at(i),
      captured: this.#captured.at(i),
      length: this.#length.at(i),
      ts: `${this.#seconds.at(i)}.${fraction}`,
    };
  }
}
