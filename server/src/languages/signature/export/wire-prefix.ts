import { wireBytes } from "#semantics/signature/uuid.ts";
import type { RpcPlace } from "../element.ts";

/** A byte of a wire form, or any byte. */
export type WireByte = number | undefined;

/** In front of the UUID of a tower floor: nineteen bytes on the left side, and the mark of a UUID (DCE 1.1 RPC, appendix L). */
const FLOOR = [0x13, 0x00, 0x0d];
/** In front of the interface of an object reference: its signature and four bytes of flags (MS-DCOM 2.2.18). */
const OBJREF: readonly WireByte[] = [0x4d, 0x45, 0x4f, 0x57, undefined, undefined, undefined, undefined];

/** The bytes by which a little-endian sender states a UUID at a place, with what tells the place where something does. */
export function statedBytes(uuid: string, place: RpcPlace | undefined): readonly WireByte[] {
  const prefix = place === "tower" ? FLOOR : place === "objref" ? OBJREF : [];
  return [...prefix, ...wireBytes(uuid)];
}
