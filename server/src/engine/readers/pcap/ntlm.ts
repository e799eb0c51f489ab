import { indexOfBytes, u16, u32 } from "./bytes.ts";
import type { Found } from "./stub.ts";
import { latin1, utf16 } from "./text.ts";

const SIGNATURE = new Uint8Array([0x4e, 0x54, 0x4c, 0x4d, 0x53, 0x53, 0x50, 0]);
const TARGET_NAME = 9;

/** The names in an NTLM AUTHENTICATE message (MS-NLMP 2.2.1.3). */
export interface NtlmNames {
  readonly domain: Found<string>;
  readonly user: Found<string>;
  readonly host: Found<string>;
  /** The service that the client states, such as `RPCSS/host`. */
  readonly target: Found<string> | null;
}

/** Finds the AUTHENTICATE message in a token, also inside SPNEGO; null when there is none. */
export function ntlmNamesIn(bytes: Uint8Array): NtlmNames | null {
  for (let at = indexOfBytes(bytes, SIGNATURE); at >= 0; at = indexOfBytes(bytes, SIGNATURE, at + 8)) {
    if (u32(bytes, at + 8, true) !== 3 || at + 64 > bytes.length) continue;
    const wide = (u32(bytes, at + 60, true) & 1) === 1;
    const field = (place: number): Found<string> => textAt(bytes, at, at + place, wide);
    return { domain: field(28), user: field(36), host: field(44), target: targetIn(bytes, at) };
  }
  return null;
}

function textAt(bytes: Uint8Array, base: number, field: number, wide: boolean): Found<string> {
  const start = base + u32(bytes, field + 4, true);
  const end = start + u16(bytes, field, true);
  if (end > bytes.length) return { value: "", start: base, end: base };
  return { value: wide ? utf16(bytes, start, end) : latin1(bytes, start, end), start, end };
}

/** The pair of the NTLMv2 response that names the target. */
function targetIn(bytes: Uint8Array, base: number): Found<string> | null {
  const start = base + u32(bytes, base + 24, true);
  const end = Math.min(start + u16(bytes, base + 20, true), bytes.length);
  for (let at = start + 44; at + 4 <= end; ) {
    const id = u16(bytes, at, true);
    const stop = at + 4 + u16(bytes, at + 2, true);
    if (id === 0 || stop > end) return null;
    if (id === TARGET_NAME)
      return stop === at + 4 ? null : { value: utf16(bytes, at + 4, stop), start: at + 4, end: stop };
    at = stop;
  }
  return null;
}
