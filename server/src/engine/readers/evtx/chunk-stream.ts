import type { ByteSource } from "../../sources.ts";
import type { ReadContext } from "../reader.ts";
import { CHUNK_BYTES, isChunkHeader, isIntact, looksLikeChunk, recordsEnd } from "./chunk.ts";
import { crc32 } from "./crc32.ts";

const FILE_SIGNATURE = [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0];
const CHUNK_SIGNATURE = [0x45, 0x6c, 0x66, 0x43, 0x68, 0x6e, 0x6b, 0];
const HEADER_BYTES = 4096;

/** 64 KiB of an EVTX file with records; shorter at the end of a file that was cut off. */
export interface FoundChunk {
  /** A copy that belongs to the caller. */
  readonly bytes: Uint8Array;
  /** Byte of the file at which the chunk begins. */
  readonly offset: number;
  /** Both checksums hold. */
  readonly intact: boolean;
}

/** What a chunk stream tells besides chunks: a stretch of the file that is none. */
type Tell = (start: number, end: number, message: string) => void;

/** Whether bytes begin an EVTX file, or hold a chunk of one. */
export function evtxCertainty(head: Uint8Array): number {
  if (startsWith(head, FILE_SIGNATURE, 0)) return 1;
  const chunk = find(head, CHUNK_SIGNATURE, 0);
  return chunk >= 0 && isChunkHeader(head.subarray(chunk)) ? 0.9 : 0;
}

/** Whether the file header says that the file was not closed. */
export interface FileState {
  dirty: boolean;
}

/**
 * The chunks of an EVTX file, one after the other. Where a chunk should be and is none, the next one is looked for by its
 * signature, and what was passed over is told. Space that was never used (zeros) is passed over in silence.
 */
export async function* readChunks(
  source: ByteSource,
  context: ReadContext,
  state: FileState,
  tell: Tell,
): AsyncGenerator<FoundChunk> {
  const stream = new ChunkStream(state, tell);
  let read = 0;
  for await (const piece of source.chunks()) {
    context.signal.throwIfAborted();
    read += piece.length;
    for (let at = 0; at < piece.length; at += CHUNK_BYTES) {
      stream.add(piece.subarray(at, at + CHUNK_BYTES));
      yield* stream.take(false);
    }
    context.progress(read);
  }
  yield* stream.take(true);
}

class ChunkStream {
  readonly #state: FileState;
  readonly #tell: Tell;
  readonly #buffer = new Uint8Array(CHUNK_BYTES * 3);
  #length = 0;
  /** Byte of the file at which the buffer begins. */
  #offset = 0;
  #begun = false;
  /** Bytes of the file by its header. */
  #wanted = 0;
  /** Where bytes began that are no chunk and not told yet; -1 when there are none. */
  #lost = -1;

  constructor(state: FileState, tell: Tell) {
    this.#state = state;
    this.#tell = tell;
  }

  add(piece: Uint8Array): void {
    this.#buffer.set(piece, this.#length);
    this.#length += piece.length;
  }

  *take(last: boolean): Generator<FoundChunk> {
    if (!this.#begun) {
      if (this.#length < HEADER_BYTES && !last) return;
      this.#header();
    }
    while (this.#length >= CHUNK_BYTES || (last && this.#length > 0)) {
      const found = this.#step(last);
      if (found === "wait") break;
      if (found !== null) yield found;
    }
    if (!last) return;
    if (this.#lost >= 0) this.#tellLost(this.#offset);
    if (this.#offset < this.#wanted) {
      const message = `The file ends at byte ${this.#offset}; by its header it has ${this.#wanted} bytes.`;
      this.#tell(this.#offset, this.#offset, message);
    }
  }

  #header(): void {
    this.#begun = true;
    const head = this.#buffer.subarray(0, Math.min(this.#length, HEADER_BYTES));
    if (!startsWith(head, FILE_SIGNATURE, 0)) {
      this.#tell(0, Math.min(128, head.length), "The file header is damaged; chunks are found by their signature.");
      return;
    }
    if (head.length < HEADER_BYTES) {
      this.#tell(0, head.length, "The file ends inside its header.");
      this.#drop(head.length);
      return;
    }
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    this.#state.dirty = (view.getUint32(120, true) & 1) === 1;
    const sum = view.getUint32(124, true);
    if (sum !== 0 && sum !== crc32(head.subarray(0, 120))) {
      this.#tell(0, 128, "The checksum of the file header is wrong; the chunks are read all the same.");
    }
    const size = view.getUint16(40, true);
    const own = size >= 128 && size <= HEADER_BYTES ? size : HEADER_BYTES;
    this.#wanted = own + view.getUint16(42, true) * CHUNK_BYTES;
    this.#drop(own);
  }

  #step(last: boolean): FoundChunk | "wait" | null {
    const here = this.#buffer.subarray(0, Math.min(this.#length, CHUNK_BYTES));
    const signed = startsWith(here, CHUNK_SIGNATURE, 0) && here.length >= 512;
    if (signed || (this.#lost < 0 && looksLikeChunk(here))) return this.#chunk(here);
    if (this.#lost < 0 && here.every((byte) => byte === 0)) {
      this.#drop(here.length);
      return null;
    }
    if (this.#lost < 0) this.#lost = this.#offset;
    const next = find(this.#buffer.subarray(0, this.#length), CHUNK_SIGNATURE, 1);
    if (next < 0) {
      this.#drop(last ? this.#length : this.#length - CHUNK_SIGNATURE.length);
      return null;
    }
    this.#drop(next);
    return this.#length < CHUNK_BYTES && !last ? "wait" : null;
  }

  #chunk(here: Uint8Array): FoundChunk {
    if (this.#lost >= 0) this.#tellLost(this.#offset);
    let length = here.length;
    const intact = isIntact(here);
    // Bytes may be missing inside: the next chunk then begins early.
    const next = find(here, CHUNK_SIGNATURE, intact ? recordsEnd(here) : 512);
    if (next >= 0 && isChunkHeader(this.#buffer.subarray(next, this.#length))) length = next;
    const found = { bytes: here.slice(0, length), offset: this.#offset, intact };
    if (length < CHUNK_BYTES) {
      this.#tell(
        this.#offset,
        this.#offset + length,
        `The chunk is cut off: ${length} of ${CHUNK_BYTES} bytes are there.`,
      );
    }
    this.#drop(length);
    return found;
  }

  #tellLost(end: number): void {
    this.#tell(this.#lost, end, `${end - this.#lost} bytes are no chunk of an event log.`);
    this.#lost = -1;
  }

  #drop(count: number): void {
    this.#buffer.copyWithin(0, count, this.#length);
    this.#length -= count;
    this.#offset += count;
  }
}

function startsWith(bytes: Uint8Array, wanted: readonly number[], at: number): boolean {
  return wanted.every((byte, i) => bytes[at + i] === byte);
}

function find(bytes: Uint8Array, wanted: readonly number[], from: number): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (startsWith(bytes, wanted, at)) return at;
  }
  return -1;
}
