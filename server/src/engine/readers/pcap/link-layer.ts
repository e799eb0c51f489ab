import { u16 } from "./bytes.ts";

/** What stands under IP in a frame: where the IP header begins, and the outer VLAN; or why there is no IP. */
export type LinkResult =
  | { readonly ip: number; readonly vlan: number | null }
  | { readonly ip: null; readonly unsupported: string | null };

const SILENT: LinkResult = { ip: null, unsupported: null };
const TAGS = new Set([0x8100, 0x88a8, 0x9100]);
const UNSUPPORTED = new Map([
  [0x8847, "MPLS"],
  [0x8848, "MPLS"],
  [0x8863, "PPPoE"],
  [0x8864, "PPPoE"],
]);

/** Finds the IP header of a frame by its link type (tcpdump.org/linktypes). Other protocols give nothing. */
export function findIp(frame: Uint8Array, linkType: number): LinkResult {
  switch (linkType) {
    case 1:
      return byEtherType(frame, 12);
    case 113:
      return byEtherType(frame, 14);
    case 276:
      return byEtherType(frame, 0, 20);
    case 12:
    case 14:
    case 101:
    case 228:
    case 229:
      return { ip: 0, vlan: null };
    case 0:
    case 108:
      return { ip: 4, vlan: null };
    default:
      return { ip: null, unsupported: `link type ${linkType}` };
  }
}

/** Follows VLAN tags from the EtherType at `at`; the payload begins behind it, or at `payload`. */
function byEtherType(frame: Uint8Array, at: number, payload = at + 2): LinkResult {
  let type = u16(frame, at, false);
  let ip = payload;
  let vlan: number | null = null;
  while (TAGS.has(type) && ip + 4 <= frame.length) {
    vlan ??= u16(frame, ip, false) & 0x0fff;
    type = u16(frame, ip + 2, false);
    ip += 4;
  }
  if (type === 0x0800 || type === 0x86dd) return { ip, vlan };
  const unsupported = UNSUPPORTED.get(type);
  return unsupported === undefined ? SILENT : { ip: null, unsupported };
}
