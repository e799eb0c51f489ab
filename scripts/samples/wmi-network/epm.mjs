// The endpoint mapper (C706 appendix L and O): which port has an interface.

import { be16, cat, padded, u8, u16, u32, uuid } from "./bytes.mjs";

export const MAPPER = { uuid: "e1af8308-5d1f-11c9-91a4-08002b14a0fa", version: 3, name: "epmapper" };
const NDR = "8a885d04-1ceb-11c9-9fe8-08002b104860";

const floor = (left, right) => cat(u16(left.length), left, u16(right.length), right);

/** A tower over TCP; port 0 and address 0.0.0.0 ask. */
function tower(named, port, ip) {
  return cat(
    u16(5),
    floor(cat(u8(0x0d), uuid(named), u16(0)), u16(0)),
    floor(cat(u8(0x0d), uuid(NDR), u16(2)), u16(0)),
    floor(u8(0x0b), u16(0)),
    floor(u8(0x07), be16(port)),
    floor(u8(0x09), u8(...ip.split(".").map(Number))),
  );
}

const counted = (bytes) => padded(cat(u32(bytes.length, bytes.length), bytes), 4);

export const map = (named) =>
  cat(u32(1), Buffer.alloc(16), u32(2), counted(tower(named, 0, "0.0.0.0")), Buffer.alloc(20), u32(4));

export const mapped = (named, port, ip) =>
  cat(Buffer.alloc(20), u32(1, 4, 0, 1, 3), counted(tower(named, port, ip)), u32(0));
