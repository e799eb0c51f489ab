import { u16, u32 } from "./bytes.ts";
import { MAX_FRAME } from "./classic-file.ts";
import type { FrameRecord } from "./frame-table.ts";
import type { ProblemTally } from "./problem-tally.ts";

const SECTION = 0x0a0d0d0a;
const BYTE_ORDER = 0x1a2b3c4d;

/** An interface that a pcapng section describes. */
interface CapturedInterface {
  readonly linkType: number;
  readonly snapLength: number;
  /** Units of a second, and seconds to add. */
  readonly units: bigint;
  readonly offset: bigint;
  readonly digits: number;
}

/** Whether a file begins with a pcapng section header. */
export function isSectionFile(head: Uint8Array): boolean {
  return head.length >= 12 && u32(head, 0, true) === SECTION && sectionOrder(head, 0) !== null;
}

function sectionOrder(bytes: Uint8Array, at: number): boolean | null {
  if (u32(bytes, at + 8, true) === BYTE_ORDER) return true;
  return u32(bytes, at + 8, false) === BYTE_ORDER ? false : null;
}

/** The packets of a pcapng file (draft-ietf-opsawg-pcapng); blocks that hold none are skipped. One record object is reused. */
export function* sectionRecords(bytes: Uint8Array, tally: ProblemTally): Generator<FrameRecord> {
  const record: FrameRecord = { start: 0, captured: 0, length: 0, seconds: 0, nanos: 0, digits: 6, linkType: 0 };
  let little = true;
  let interfaces: CapturedInterface[] = [];
  let at = 0;
  while (at + 12 <= bytes.length) {
    const isSection = u32(bytes, at, true) === SECTION;
    if (isSection) {
      const order = sectionOrder(bytes, at);
      if (order === null) break;
      little = order;
      interfaces = [];
    }
    const type = u32(bytes, at, little);
    const size = u32(bytes, at + 4, little);
    if (size < 12 || size % 4 !== 0) break;
    const end = Math.min(at + size, bytes.length);
    if (at + size > bytes.length) {
      tally.add(`The file ends in the middle of a block: ${at + size - end} of ${size} bytes are missing.`, at, end);
    }
    const bodyEnd = Math.min(at + size - 4, bytes.length);
    if (type === 1 && bodyEnd - at >= 16) interfaces.push(readInterface(bytes, at + 8, bodyEnd, little));
    else if (readPacket(record, { bytes, type, at: at + 8, end: bodyEnd, little }, interfaces, tally)) yield record;
    at += size;
  }
  if (at < bytes.length)
    tally.add(`No block begins here; the last ${bytes.length - at} bytes cannot be read.`, at, bytes.length);
}

interface Block {
  readonly bytes: Uint8Array;
  readonly type: number;
  readonly at: number;
  readonly end: number;
  readonly little: boolean;
}

function readInterface(bytes: Uint8Array, at: number, end: number, little: boolean): CapturedInterface {
  let resolution = 6;
  let offset = 0n;
  for (let option = at + 8; option + 4 <= end; ) {
    const code = u16(bytes, option, little);
    const length = u16(bytes, option + 2, little);
    if (code === 0 || option + 4 + length > end) break;
    if (code === 9 && length >= 1) resolution = bytes[option + 4] ?? 6;
    if (code === 14 && length >= 8) offset = BigInt.asIntN(64, u64(bytes, option + 4, little));
    option += 4 + ((length + 3) & ~3);
  }
  const power = resolution & 0x7f;
  const units = resolution & 0x80 ? 1n << BigInt(power) : 10n ** BigInt(Math.min(power, 18));
  const digits = resolution <= 6 ? 6 : 9;
  return { linkType: u16(bytes, at, little), snapLength: u32(bytes, at + 4, little), units, offset, digits };
}

function u64(bytes: Uint8Array, at: number, little: boolean): bigint {
  const first = BigInt(u32(bytes, at, little));
  const second = BigInt(u32(bytes, at + 4, little));
  return little ? (second << 32n) | first : (first << 32n) | second;
}

/** Reads an enhanced (6), simple (3) or obsolete (2) packet block. False when the block holds no readable packet. */
function readPacket(
  record: FrameRecord,
  block: Block,
  interfaces: readonly CapturedInterface[],
  tally: ProblemTally,
): boolean {
  const { bytes, type, at, end, little } = block;
  if (type !== 6 && type !== 3 && type !== 2) return false;
  const header = type === 3 ? 4 : 20;
  const id = type === 6 ? u32(bytes, at, little) : type === 2 ? u16(bytes, at, little) : 0;
  const source = interfaces[id];
  if (at + header > end || source === undefined) {
    const reason =
      source === undefined
        ? `A packet names interface ${id}, which the file does not describe.`
        : "A packet block is too short.";
    tally.add(reason, at - 8, end, "packets");
    return false;
  }
  record.start = at + header;
  record.linkType = source.linkType;
  record.digits = source.digits;
  const stated = type === 3 ? u32(bytes, at, little) : u32(bytes, at + 12, little);
  const limit = type === 3 && source.snapLength > 0 ? Math.min(stated, source.snapLength) : stated;
  record.captured = Math.min(limit, end - record.start);
  record.length = Math.max(type === 3 ? stated : u32(bytes, at + 16, little), record.captured);
  if (type !== 3 && limit > MAX_FRAME) tally.add(`A packet says that it has ${limit} bytes.`, at - 8, end, "packets");
  if (type === 3) setTime(record, 0n, source);
  else setTime(record, (BigInt(u32(bytes, at + 4, little)) << 32n) | BigInt(u32(bytes, at + 8, little)), source);
  return true;
}

/** A simple packet has no time; it gets the epoch. Times before it or behind 2106 are brought to that range. */
function setTime(record: FrameRecord, ticks: bigint, { units, offset }: CapturedInterface): void {
  const seconds = Number(ticks / units + offset);
  record.seconds = Math.min(Math.max(seconds, 0), 0xffffffff);
  record.nanos = Number(((ticks % units) * 1_000_000_000n) / units);
}
