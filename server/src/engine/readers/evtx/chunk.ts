import { crc32 } from "./crc32.ts";

/** Length of a chunk: every reference inside one counts from its begin. */
export const CHUNK_BYTES = 1 << 16;

const HEADER_BYTES = 512;
const RECORD_SIGNATURE = 0x2a2a;
/** Record header and the repeated length behind the record. */
const RECORD_FRAME = 28;

/** A record of a chunk, or bytes between records that hold none; offsets in the chunk. */
export interface ChunkPart {
  readonly kind: "record" | "gap";
  readonly start: number;
  readonly end: number;
}

/** What a chunk holds. */
export interface ChunkContents {
  readonly parts: readonly ChunkPart[];
  /** Where the records end by the chunk's header; what lies behind is left over from earlier use. */
  readonly end: number;
  /**
   * `header`: the header's checksum is wrong, what it says fits. `guessed`: the header is damaged, so the records were found
   * one behind the other. `altered`: a checksum says that bytes of the records have changed.
   */
  readonly state: "sound" | "header" | "guessed" | "altered";
}

/** Whether bytes begin with a chunk header whose checksum holds. */
export function isChunkHeader(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER_BYTES && headerSum(bytes) === u32(bytes, 124) && u32(bytes, 40) === 128;
}

/** Where the records of an intact chunk end. */
export function recordsEnd(bytes: Uint8Array): number {
  return u32(bytes, 48);
}

/** Whether both checksums of a chunk hold. */
export function isIntact(bytes: Uint8Array): boolean {
  const free = u32(bytes, 48);
  if (!isChunkHeader(bytes) || free < HEADER_BYTES || free > bytes.length) return false;
  return crc32(bytes.subarray(HEADER_BYTES, free)) === u32(bytes, 52);
}

/** Whether bytes are a chunk whose signature alone is damaged. */
export function looksLikeChunk(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_BYTES + RECORD_FRAME) return false;
  return (
    u32(bytes, HEADER_BYTES) === RECORD_SIGNATURE &&
    (u32(bytes, 40) === 128 || recordEnd(bytes, HEADER_BYTES, bytes.length) > 0)
  );
}

/** The records of a chunk, and the stretches where records should be and are none. `intact`: both checksums hold. */
export function readContents(bytes: Uint8Array, intact: boolean): ChunkContents {
  const free = u32(bytes, 48);
  if (intact) return { parts: partsOf(bytes, free, false), end: free, state: "sound" };
  if (free >= HEADER_BYTES && free <= CHUNK_BYTES) {
    const parts = partsOf(bytes, free, false);
    const known = isChunkHeader(bytes) || unsummed(bytes);
    if (known || parts.every(({ kind }) => kind === "record")) {
      const altered = free <= bytes.length && !sumHolds(bytes, free);
      return { parts, end: free, state: altered ? "altered" : known ? "sound" : "header" };
    }
  }
  const parts = partsOf(bytes, CHUNK_BYTES, true);
  return { parts, end: parts.at(-1)?.end ?? HEADER_BYTES, state: "guessed" };
}

/** Whether there is a record at an offset, whole or not. */
export function hasRecordSignature(bytes: Uint8Array, at: number): boolean {
  return at + 4 <= bytes.length && u32(bytes, at) === RECORD_SIGNATURE;
}

/** `rising`: the end is not known, so the records end where their numbers no longer rise or nothing more is found. */
function partsOf(bytes: Uint8Array, free: number, rising: boolean): readonly ChunkPart[] {
  const limit = Math.min(free, bytes.length);
  const parts: ChunkPart[] = [];
  let last = -1n;
  let at = HEADER_BYTES;
  while (at < limit) {
    const end = recordEnd(bytes, at, limit);
    if (end > 0) {
      const id = recordId(bytes, at);
      if (rising && id <= last) break;
      last = id;
      parts.push({ kind: "record", start: at, end });
      at = end;
      continue;
    }
    const next = nextRecord(bytes, at + 1, limit);
    if (next < 0 && rising) break;
    if (rising && recordId(bytes, next) <= last) break;
    const until = next < 0 ? limit : next;
    // The length before a record is damaged, the one behind it is not.
    const whole = until - at >= RECORD_FRAME && u32(bytes, until - 4) === until - at;
    parts.push({ kind: whole ? "record" : "gap", start: at, end: until });
    at = until;
  }
  return parts;
}

function nextRecord(bytes: Uint8Array, from: number, limit: number): number {
  for (let at = bytes.indexOf(0x2a, from); at >= 0 && at < limit; at = bytes.indexOf(0x2a, at + 1)) {
    if (recordEnd(bytes, at, limit) > 0) return at;
  }
  return -1;
}

/** Where the record at an offset ends; 0 when there is none. One of the two lengths may be damaged. */
function recordEnd(bytes: Uint8Array, at: number, limit: number): number {
  if (at + RECORD_FRAME > limit || u32(bytes, at) !== RECORD_SIGNATURE) return 0;
  const end = at + u32(bytes, at + 4);
  if (end < at + RECORD_FRAME || end > limit) return 0;
  if (u32(bytes, end - 4) === end - at) return end;
  return end === limit || hasRecordSignature(bytes, end) ? end : 0;
}

function recordId(bytes: Uint8Array, at: number): bigint {
  return (BigInt(u32(bytes, at + 12)) << 32n) | BigInt(u32(bytes, at + 8));
}

function headerSum(bytes: Uint8Array): number {
  return crc32(bytes.subarray(128, HEADER_BYTES), crc32(bytes.subarray(0, 120)));
}

/** Some writers leave both checksums out. */
function unsummed(bytes: Uint8Array): boolean {
  return u32(bytes, 124) === 0 && u32(bytes, 52) === 0;
}

function sumHolds(bytes: Uint8Array, free: number): boolean {
  return unsummed(bytes) || crc32(bytes.subarray(HEADER_BYTES, free)) === u32(bytes, 52);
}

function u32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
  );
}
