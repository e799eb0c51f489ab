import { u16, u32 } from "./bytes.ts";
import type { PduType } from "./rpc-model.ts";

/** Types of connection-oriented PDUs by number (C706, 12.6). */
const PDU_TYPES = new Map<number, PduType>([
  [0, "request"],
  [2, "response"],
  [3, "fault"],
  [11, "bind"],
  [12, "bind_ack"],
  [13, "bind_nak"],
  [14, "alter_context"],
  [15, "alter_context_resp"],
  [16, "auth3"],
  [17, "shutdown"],
  [18, "co_cancel"],
  [19, "orphaned"],
]);

export const HEADER_BYTES = 16;

/** The 16 bytes that every connection-oriented PDU begins with. */
export interface PduHeader {
  readonly type: PduType;
  readonly minor: number;
  readonly flags: number;
  readonly little: boolean;
  readonly length: number;
  readonly authLength: number;
  readonly call: number;
}

/** Reads a header; null when these bytes cannot be one. */
export function readPduHeader(bytes: Uint8Array, at = 0): PduHeader | null {
  const minor = bytes[at + 1] ?? 2;
  const type = PDU_TYPES.get(bytes[at + 2] ?? 255);
  const label = bytes[at + 4] ?? 255;
  if (bytes[at] !== 5 || minor > 1 || type === undefined || at + HEADER_BYTES > bytes.length) return null;
  if ((label !== 0 && label !== 0x10) || (bytes[at + 5] ?? 255) > 3 || bytes[at + 6] !== 0 || bytes[at + 7] !== 0)
    return null;
  const little = label === 0x10;
  const length = u16(bytes, at + 8, little);
  if (length < HEADER_BYTES) return null;
  const authLength = u16(bytes, at + 10, little);
  return { type, minor, flags: bytes[at + 3] ?? 0, little, length, authLength, call: u32(bytes, at + 12, little) };
}
