import type { ByteStream, Direction } from "./model.ts";
import { HEADER_BYTES, type PduHeader, readPduHeader } from "./pdu-header.ts";
import type { Pdu } from "./rpc-model.ts";
import { StreamPdu } from "./stream-pdu.ts";

/** The PDUs of one direction, in order, and how many captured bytes belong to none. */
export interface PduChain {
  readonly pdus: readonly Pdu[];
  readonly skipped: number;
}

/**
 * Follows a chain of PDUs through a stream. A PDU that reaches into a gap is taken with what there is of it; where no PDU
 * begins, the next place is looked for whose header is followed by another header or by the end.
 */
export function readPduChain(stream: ByteStream, direction: Direction): PduChain {
  const pdus: Pdu[] = [];
  let skipped = 0;
  let at = 0;
  for (const run of runsOf(stream)) {
    at = Math.max(at, run.start);
    while (at < run.end) {
      const header = headerAt(stream, at, run.end);
      if (header !== null) {
        const end = Math.min(at + header.length, run.end);
        // The file's end may cut a PDU; what is there is kept.
        pdus.push(new StreamPdu(header, stream, at, end, direction));
        at += header.length;
        continue;
      }
      const next = findHeader(stream, at + 1, run.end);
      skipped += next - at;
      at = next;
    }
  }
  return { pdus, skipped };
}

/** The ranges of a stream between its gaps. */
function* runsOf({ length, gaps }: ByteStream): Generator<{ readonly start: number; readonly end: number }> {
  let start = 0;
  for (const gap of gaps) {
    if (gap.start > start) yield { start, end: gap.start };
    start = gap.end;
  }
  if (start < length) yield { start, end: length };
}

function headerAt(stream: ByteStream, at: number, end: number): PduHeader | null {
  const bytes = at + HEADER_BYTES <= end ? stream.view(at, at + HEADER_BYTES) : null;
  return bytes === null ? null : readPduHeader(bytes);
}

const FIRST_WINDOW = 256;
const MAX_WINDOW = 65536;

/** The next place where a PDU begins for sure; the end of the run when there is none. */
function findHeader(stream: ByteStream, from: number, end: number): number {
  let size = FIRST_WINDOW;
  for (let start = from; start < end; start += size, size = Math.min(size * 4, MAX_WINDOW)) {
    const window = stream.view(start, Math.min(start + size + HEADER_BYTES - 1, end));
    if (window === null) return end;
    for (let i = window.indexOf(5); i >= 0 && i < size; i = window.indexOf(5, i + 1)) {
      const header = readPduHeader(window, i);
      if (header === null) continue;
      const behind = start + i + header.length;
      if (behind === end || headerAt(stream, behind, end) !== null) return start + i;
    }
  }
  return end;
}
