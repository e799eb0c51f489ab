// Damaged captures, the same for the same seed: cut short, bits turned over, lengths that lie.
import { randomness } from "../samples/windows-log.mjs";

/** Places at which a capture is cut: evenly over its bytes. */
export function* truncations(bytes, count) {
  for (let i = 1; i <= count; i++) yield bytes.subarray(0, Math.floor((bytes.length * i) / (count + 1)));
}

/** A copy with 1 to 64 bits turned over, anywhere behind the magic number. */
export function flipped(bytes, seed) {
  const random = randomness(seed);
  const copy = Buffer.from(bytes);
  for (let left = random.int(1, 64); left > 0; left--) copy[random.int(4, copy.length - 1)] ^= 1 << random.int(0, 7);
  return copy;
}

const LIES = [
  0, 1, 2, 7, 8, 15, 16, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xfffe, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff,
];

/** A copy in which up to 16 numbers of two or four bytes that look like lengths say something else, at any depth. */
export function lying(bytes, seed) {
  const random = randomness(seed);
  const copy = Buffer.from(bytes);
  const places = lengthsIn(copy);
  for (let left = random.int(1, 16); left > 0 && places.length > 0; left--) {
    const { at, size } = random.pick(places);
    const value = random.pick(LIES);
    if (size === 2) copy.writeUInt16LE(value & 0xffff, at);
    else copy.writeUInt32LE(value, at);
  }
  return copy;
}

/** Where numbers stand that are the distance to something: small, and not zero. Packet lengths, fragments, counts of arrays, strings. */
function lengthsIn(bytes) {
  const places = [];
  for (let at = 24; at + 4 <= bytes.length; at += 2) {
    const wide = bytes.readUInt32LE(at);
    if (wide > 3 && wide < 4096) places.push({ at, size: 4 });
    const narrow = bytes.readUInt16LE(at);
    if (narrow > 7 && narrow < 2048) places.push({ at, size: 2 });
  }
  return places;
}

/** The ends of the records of a classic capture; null for other files. */
export function recordEnds(bytes) {
  const magic = bytes.length < 24 ? 0 : bytes.readUInt32LE(0);
  const little = magic === 0xa1b2c3d4 || magic === 0xa1b23c4d;
  if (!little && magic !== 0xd4c3b2a1 && magic !== 0x4d3cb2a1) return null;
  const ends = new Set([24]);
  for (let at = 24; at + 16 <= bytes.length; ) {
    at += 16 + (little ? bytes.readUInt32LE(at + 8) : bytes.readUInt32BE(at + 8));
    ends.add(at);
  }
  return ends;
}
