import { hex, indexOfBytes, u16, u32, uuidAt } from "./bytes.ts";
import type { Found } from "./stub.ts";
import { utf16 } from "./text.ts";

const MEOW = new Uint8Array([0x4d, 0x45, 0x4f, 0x57]);

/** A marshalled object reference (MS-DCOM 2.2.18); it is little-endian whatever the PDU's label. */
export interface ObjRef {
  readonly start: number;
  readonly iid: Found<string>;
  readonly standard: StandardRef | null;
  /** For a custom reference: the class of its data, and where the data begins. */
  readonly custom: { readonly clsid: string; readonly data: number; readonly end: number } | null;
}

export interface StandardRef {
  readonly oxid: Found<string>;
  readonly ipid: Found<string>;
}

/** All object references of a stub, in order, also those inside others. */
export function objRefsIn(bytes: Uint8Array): ObjRef[] {
  const found: ObjRef[] = [];
  for (let at = indexOfBytes(bytes, MEOW); at >= 0; at = indexOfBytes(bytes, MEOW, at + 4)) {
    if (at % 4 !== 0 || at + 24 > bytes.length) continue;
    const flags = u32(bytes, at + 4, true);
    const iid = { value: uuidAt(bytes, at + 8, true), start: at + 8, end: at + 24 };
    const standard = flags === 1 && at + 64 <= bytes.length ? standardAt(bytes, at + 24) : null;
    const custom = flags === 4 && at + 48 <= bytes.length ? customAt(bytes, at + 24) : null;
    found.push({ start: at, iid, standard, custom });
  }
  return found;
}

/** A STDOBJREF: flags, references, OXID, OID, IPID. */
export function standardAt(bytes: Uint8Array, at: number): StandardRef {
  const oxid = { value: `0x${reversedHex(bytes, at + 8)}`, start: at + 8, end: at + 16 };
  return { oxid, ipid: { value: uuidAt(bytes, at + 24, true), start: at + 24, end: at + 40 } };
}

function customAt(bytes: Uint8Array, at: number): ObjRef["custom"] {
  const size = u32(bytes, at + 20, true);
  return { clsid: uuidAt(bytes, at, true), data: at + 24, end: Math.min(at + 24 + size, bytes.length) };
}

/** Eight bytes as one little-endian number in hexadecimal. */
export function reversedHex(bytes: Uint8Array, at: number): string {
  return hex(bytes.slice(at, at + 8).reverse());
}

/** A string binding: which protocol leads where. */
export interface Binding {
  readonly tower: number;
  readonly address: string;
  readonly start: number;
  readonly end: number;
}

/** The string bindings of a dual string array whose `entries`, `securityOffset` stand at `at`; the security part is left out. */
export function bindingsAt(bytes: Uint8Array, at: number): Binding[] {
  const end = Math.min(at + 4 + u16(bytes, at + 2, true) * 2, at + 4 + u16(bytes, at, true) * 2, bytes.length);
  const bindings: Binding[] = [];
  for (let start = at + 4; start + 4 <= end; ) {
    const tower = u16(bytes, start, true);
    if (tower === 0) break;
    let behind = start + 2;
    while (behind + 2 <= end && u16(bytes, behind, true) !== 0) behind += 2;
    bindings.push({ tower, address: utf16(bytes, start + 2, behind), start: start + 2, end: behind });
    start = behind + 2;
  }
  return bindings;
}
