import { u32 } from "./bytes.ts";
import { firstGapBehind, runEnd } from "./gaps.ts";
import type { ByteStream, Connection, Direction } from "./model.ts";

/** One SMB message: its place in a stream, behind the four bytes of the transport. */
export interface SmbMessage {
  readonly direction: Direction;
  readonly stream: ByteStream;
  readonly start: number;
  readonly bytes: Uint8Array;
  readonly frame: number;
  readonly version: 1 | 2;
}

const SMB1 = 0xff534d42;
const SMB2 = 0xfe534d42;
const ENCRYPTED = 0xfd534d42;
const COMPRESSED = 0xfc534d42;
const MAGICS = new Set([SMB1, SMB2, ENCRYPTED, COMPRESSED]);
/** A message is at most 8 MiB and a header by SMB2's own limits. */
const MAX_MESSAGE = 0x800000 + 65536;

/** Whether either direction begins with an SMB message, after any NetBIOS session packets. */
export function isSmb({ streams }: Connection): boolean {
  return [streams.orig, streams.resp].some((stream) => {
    const at = firstMessage(stream);
    const head = stream.view(at, at + 8);
    return head !== null && head[0] === 0 && MAGICS.has(u32(head, 4, false));
  });
}

/** NetBIOS session requests and answers (types 0x81 to 0x85) stand before the first message on port 139. */
function firstMessage(stream: ByteStream): number {
  const head = stream.view(0, 4);
  const type = head?.[0] ?? 0;
  return head !== null && type >= 0x81 && type <= 0x85 ? 4 + (u32(head, 0, false) & 0x1ffff) : 0;
}

const order = (a: Direction, b: Direction): number => (a === b ? 0 : a === "orig" ? -1 : 1);

/** The SMB messages of both directions in order of arrival; encrypted ones give nothing. */
export function readSmbMessages({ streams }: Connection): SmbMessage[] {
  const messages = [...messagesOf(streams.orig, "orig"), ...messagesOf(streams.resp, "resp")];
  return messages.sort((a, b) => a.frame - b.frame || order(a.direction, b.direction) || a.start - b.start);
}

function* messagesOf(stream: ByteStream, direction: Direction): Generator<SmbMessage> {
  let at = firstMessage(stream);
  while (at + 8 <= stream.length) {
    const head = stream.view(at, at + 8);
    const length = head === null ? 0 : u32(head, 0, false) & 0xffffff;
    const type = head?.[0] ?? 0;
    if (
      head === null ||
      (type !== 0 && type !== 0x85) ||
      length > MAX_MESSAGE ||
      (type === 0 && !MAGICS.has(u32(head, 4, false)))
    ) {
      const next = findMessage(stream, at + 1);
      if (next === null) return;
      at = next;
      continue;
    }
    const magic = u32(head, 4, false);
    const start = at + 4;
    at = start + length;
    if (type !== 0 || (magic !== SMB1 && magic !== SMB2)) continue;
    const bytes = stream.view(start, Math.min(at, stream.length));
    if (bytes === null) continue;
    const frame = stream.arrival(start + bytes.length);
    yield { direction, stream, start, bytes, frame, version: magic === SMB1 ? 1 : 2 };
  }
}

const FIRST_WINDOW = 256;
const MAX_WINDOW = 65536;

/** The next place that looks like a message, behind a gap or bytes that are none. */
function findMessage(stream: ByteStream, from: number): number | null {
  let size = FIRST_WINDOW;
  for (let start = from; start + 8 <= stream.length; ) {
    const stop = runEnd(stream, start);
    const end = Math.min(start + size, stop);
    const window = stream.view(start, end);
    for (let i = 0; window !== null && i + 8 <= window.length; i++) {
      if (window[i] === 0 && window[i + 5] === 0x53 && MAGICS.has(u32(window, i + 4, false))) return start + i;
    }
    // Windows overlap, so that a header across their edge is seen.
    start = end < stop ? end - 7 : (stream.gaps[firstGapBehind(stream.gaps, end)]?.end ?? stream.length);
    size = Math.min(size * 4, MAX_WINDOW);
  }
  return null;
}
