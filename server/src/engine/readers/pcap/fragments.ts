import { hex } from "./bytes.ts";
import type { IpFragment, IpPacket } from "./internet-layer.ts";
import type { Slice } from "./model.ts";
import type { ProblemTally } from "./problem-tally.ts";

/** A datagram put together of fragments: its payload as one run of bytes, and where each part came from. */
export interface Datagram {
  readonly bytes: Uint8Array;
  readonly pieces: readonly Slice[];
}

/** A part of a datagram: its place there, its place in a frame. */
interface Part {
  readonly at: number;
  readonly end: number;
  readonly frame: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

interface Waiting {
  readonly seconds: number;
  readonly start: number;
  readonly end: number;
  parts: Part[];
  total: number | null;
}

const MAX_WAITING = 1024;
const MAX_PARTS = 8192;
const MAX_DATAGRAM = 65535;
const SECONDS = 30;

/** Puts IP fragments together; of a byte that comes twice the first copy is taken. */
export class Fragments {
  readonly #waiting = new Map<string, Waiting>();
  readonly #tally: ProblemTally;

  constructor(tally: ProblemTally) {
    this.#tally = tally;
  }

  /** Takes a fragment of a frame that begins at `place` in the file; gives the datagram when it is whole. */
  add(packet: IpPacket, fragment: IpFragment, frame: FramePlace): Datagram | null {
    const key = `${hex(packet.source)} ${hex(packet.target)} ${packet.protocol} ${fragment.id}`;
    const waiting = this.#find(key, frame);
    const at = fragment.offset;
    const end = at + packet.end - packet.start;
    if (end > MAX_DATAGRAM || waiting.parts.length >= MAX_PARTS) {
      this.#drop(key, waiting, "Fragments of a datagram claim more than 64 KiB.");
      return null;
    }
    const bytes = frame.bytes.subarray(packet.start, packet.end);
    insert(waiting.parts, { at, end, frame: frame.number, offset: packet.start, bytes });
    if (!fragment.more && packet.cut === 0) waiting.total ??= end;
    if (waiting.total === null || !isWhole(waiting.parts, waiting.total)) return null;
    this.#waiting.delete(key);
    return joined(waiting.parts, waiting.total);
  }

  /** Counts what never became whole. */
  finish(): void {
    for (const [key, waiting] of this.#waiting) this.#drop(key, waiting, INCOMPLETE);
  }

  #find(key: string, frame: FramePlace): Waiting {
    const known = this.#waiting.get(key);
    if (known !== undefined && frame.seconds - known.seconds <= SECONDS) return known;
    if (known !== undefined) this.#drop(key, known, INCOMPLETE);
    const oldest = this.#waiting.entries().next();
    if (this.#waiting.size >= MAX_WAITING && !oldest.done) this.#drop(oldest.value[0], oldest.value[1], INCOMPLETE);
    const end = frame.start + frame.bytes.length;
    const waiting: Waiting = { seconds: frame.seconds, start: frame.start, end, parts: [], total: null };
    this.#waiting.set(key, waiting);
    return waiting;
  }

  #drop(key: string, { start, end }: Waiting, reason: string): void {
    this.#waiting.delete(key);
    this.#tally.add(reason, start, end, "datagrams");
  }
}

const INCOMPLETE = "Not all fragments of an IP datagram were captured; it cannot be read.";

/** A frame with its bytes, and where they begin in the file. */
export interface FramePlace {
  readonly number: number;
  readonly start: number;
  readonly seconds: number;
  readonly bytes: Uint8Array;
}

/** Puts a part among disjoint ones, in order; only what is not there yet is taken. */
function insert(parts: Part[], part: Part): void {
  let { at } = part;
  for (let i = 0; i <= parts.length && at < part.end; i++) {
    const next = parts[i];
    if (next !== undefined && next.end <= at) continue;
    const end = Math.min(part.end, next?.at ?? part.end);
    if (at < end) parts.splice(i, 0, cutPart(part, at, end));
    at = Math.max(at, next?.end ?? part.end);
  }
}

function cutPart(part: Part, at: number, end: number): Part {
  const skip = at - part.at;
  const bytes = part.bytes.subarray(skip, skip + end - at);
  return { at, end, frame: part.frame, offset: part.offset + skip, bytes };
}

function isWhole(parts: readonly Part[], total: number): boolean {
  let at = 0;
  for (const part of parts) {
    if (part.at > at) return false;
    at = part.end;
  }
  return at >= total;
}

function joined(parts: readonly Part[], total: number): Datagram {
  const bytes = new Uint8Array(total);
  const pieces: Slice[] = [];
  for (const part of parts) {
    if (part.at >= total) break;
    const length = Math.min(part.end, total) - part.at;
    bytes.set(part.bytes.subarray(0, length), part.at);
    pieces.push({ frame: part.frame, offset: part.offset, length });
  }
  return { bytes, pieces };
}
