import { hex, u16, u32 } from "./bytes.ts";

/** An IP packet, or a fragment of one: where its payload is in the frame's bytes. */
export interface IpPacket {
  readonly protocol: number;
  readonly source: Uint8Array;
  readonly target: Uint8Array;
  readonly start: number;
  /** Behind the last captured byte of the payload. */
  readonly end: number;
  /** Bytes of the payload that the frame has lost to the snap length. */
  readonly cut: number;
  readonly fragment: IpFragment | null;
}

export interface IpFragment {
  readonly id: number;
  /** Offset of this part in the datagram's payload. */
  readonly offset: number;
  readonly more: boolean;
}

/** Reads an IPv4 or IPv6 packet (RFC 791, RFC 8200); null when its header is not whole or not one. */
export function readIp(frame: Uint8Array, at: number): IpPacket | null {
  const version = (frame[at] ?? 0) >> 4;
  if (version === 4) return readIpv4(frame, at);
  return version === 6 ? readIpv6(frame, at) : null;
}

function readIpv4(frame: Uint8Array, at: number): IpPacket | null {
  const header = ((frame[at] ?? 0) & 15) * 4;
  if (header < 20 || at + header > frame.length) return null;
  // Segmentation offload leaves the total length 0: the packet then goes on to the end of the frame.
  const total = u16(frame, at + 2, false);
  const stated = total === 0 ? frame.length : at + total;
  if (stated < at + header) return null;
  const end = Math.min(stated, frame.length);
  const bits = u16(frame, at + 6, false);
  const more = (bits & 0x2000) !== 0;
  const offset = (bits & 0x1fff) * 8;
  const fragment = more || offset > 0 ? { id: u16(frame, at + 4, false), offset, more } : null;
  return {
    protocol: frame[at + 9] ?? 0,
    source: frame.subarray(at + 12, at + 16),
    target: frame.subarray(at + 16, at + 20),
    start: at + header,
    end,
    cut: stated - end,
    fragment,
  };
}

const EXTENSIONS = new Set([0, 43, 60]);

function readIpv6(frame: Uint8Array, at: number): IpPacket | null {
  if (at + 40 > frame.length) return null;
  const length = u16(frame, at + 4, false);
  const stated = length === 0 ? frame.length : at + 40 + length;
  const end = Math.min(stated, frame.length);
  let protocol = frame[at + 6] ?? 0;
  let start = at + 40;
  let fragment: IpFragment | null = null;
  while ((EXTENSIONS.has(protocol) || protocol === 44) && start + 8 <= end) {
    const next = frame[start] ?? 0;
    if (protocol === 44) {
      const bits = u16(frame, start + 2, false);
      const offset = bits & 0xfff8;
      const more = (bits & 1) !== 0;
      fragment = more || offset > 0 ? { id: u32(frame, start + 4, false), offset, more } : null;
      start += 8;
      protocol = next;
      if (offset > 0) break;
    } else {
      start += ((frame[start + 1] ?? 0) + 1) * 8;
      protocol = next;
    }
  }
  if (start > end) return null;
  const source = frame.subarray(at + 8, at + 24);
  const target = frame.subarray(at + 24, at + 40);
  return { protocol, source, target, start, end, cut: stated - end, fragment };
}

/** An address as text: dotted decimal, or IPv6 as RFC 5952 has it. */
export function addressText(address: Uint8Array): string {
  if (address.length === 4) return address.join(".");
  const groups = Array.from({ length: 8 }, (_, i) => u16(address, i * 2, false).toString(16));
  if (hex(address, 0, 12) === "00000000000000000000ffff") return `::ffff:${address.subarray(12).join(".")}`;
  const { start, length } = longestZeros(groups);
  if (length < 2) return groups.join(":");
  return `${groups.slice(0, start).join(":")}::${groups.slice(start + length).join(":")}`;
}

function longestZeros(groups: readonly string[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  for (let i = 0; i < groups.length; i++) {
    let length = 0;
    while (groups[i + length] === "0") length++;
    if (length > best.length) best = { start: i, length };
    i += length;
  }
  return best;
}
