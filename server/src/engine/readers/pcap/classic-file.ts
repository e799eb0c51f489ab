import { u32 } from "./bytes.ts";
import type { FrameRecord } from "./frame-table.ts";
import type { ProblemTally } from "./problem-tally.ts";

/** The longest frame that is taken for one; libpcap's own bound. */
export const MAX_FRAME = 262144;

/** Byte order and unit of a classic pcap file by its first bytes; null for anything else. */
export function classicMagic(head: Uint8Array): { readonly little: boolean; readonly nano: boolean } | null {
  if (head.length < 4) return null;
  for (const little of [true, false]) {
    const magic = u32(head, 0, little);
    if (magic === 0xa1b2c3d4) return { little, nano: false };
    if (magic === 0xa1b23c4d) return { little, nano: true };
  }
  return null;
}

/** The records of a classic pcap file (draft-ietf-opsawg-pcap). The same record object is given each time. */
export function* classicRecords(bytes: Uint8Array, tally: ProblemTally): Generator<FrameRecord> {
  const magic = classicMagic(bytes);
  if (magic === null) return;
  const { little, nano } = magic;
  if (bytes.length < 24) {
    tally.add("The capture ends in its file header.", 0, bytes.length);
    return;
  }
  const linkType = u32(bytes, 20, little) & 0x0fffffff;
  const digits = nano ? 9 : 6;
  const record: FrameRecord = { start: 0, captured: 0, length: 0, seconds: 0, nanos: 0, digits, linkType };
  let at = 24;
  while (at + 16 <= bytes.length) {
    const captured = u32(bytes, at + 8, little);
    if (captured > MAX_FRAME) {
      const rest = bytes.length - at;
      tally.add(
        `A record says that it has ${captured} bytes; the ${rest} bytes from it on cannot be read.`,
        at,
        bytes.length,
      );
      return;
    }
    readTime(record, u32(bytes, at, little), u32(bytes, at + 4, little), nano);
    record.start = at + 16;
    record.length = Math.max(u32(bytes, at + 12, little), captured);
    record.captured = Math.min(captured, bytes.length - record.start);
    if (record.captured < captured) {
      const missing = captured - record.captured;
      tally.add(
        `The file ends in the middle of its last frame: ${missing} of ${captured} bytes are missing.`,
        at,
        bytes.length,
      );
    }
    at = record.start + captured;
    yield record;
  }
  if (at < bytes.length) tally.add("The file ends in the middle of a record header.", at, bytes.length);
}

function readTime(record: FrameRecord, seconds: number, fraction: number, nano: boolean): void {
  const nanos = nano ? fraction : fraction * 1000;
  record.seconds = seconds + Math.floor(nanos / 1e9);
  record.nanos = nanos % 1e9;
}
