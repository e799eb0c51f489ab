// Bytes of protocols: numbers, UUIDs, texts and padding. Everything is little-endian unless the name says otherwise.

import { createHash } from "node:crypto";

/** Numbers of one, two, four and eight bytes. */
export const u8 = (...values) => Buffer.from(values);
export const u16 = (...values) => Buffer.concat(values.map((value) => number(2, (b) => b.writeUInt16LE(value))));
export const u32 = (...values) => Buffer.concat(values.map((value) => number(4, (b) => b.writeUInt32LE(value))));
export const u64 = (value) => number(8, (b) => b.writeBigUInt64LE(BigInt(value)));
/** In network order. */
export const be16 = (...values) => Buffer.concat(values.map((value) => number(2, (b) => b.writeUInt16BE(value))));
export const be32 = (...values) => Buffer.concat(values.map((value) => number(4, (b) => b.writeUInt32BE(value))));

function number(size, write) {
  const bytes = Buffer.alloc(size);
  write(bytes);
  return bytes;
}

export const cat = (...parts) => Buffer.concat(parts);

/** Zeros behind some bytes up to a multiple of a size. */
export function padded(bytes, size) {
  return cat(bytes, Buffer.alloc((size - (bytes.length % size)) % size));
}

export const wide = (text) => Buffer.from(text, "utf16le");
export const ascii = (text) => Buffer.from(text, "latin1");

/** A UUID as a PDU with a little-endian label has it: the first three fields reversed. */
export function uuid(text) {
  const bytes = Buffer.from(text.replaceAll("-", ""), "hex");
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

/** A UUID of COM's own: `143` is 00000143-0000-0000-c000-000000000046. */
export const com = (digits) => `${digits.padStart(8, "0")}-0000-0000-c000-000000000046`;

/** Bytes that look like chance and are the same for the same label: they stand for what is encrypted, and for identifiers. */
export function noise(label, length) {
  const parts = [];
  for (let i = 0; i * 32 < length; i++) parts.push(createHash("sha256").update(`${label} ${i}`).digest());
  return Buffer.concat(parts).subarray(0, length);
}
