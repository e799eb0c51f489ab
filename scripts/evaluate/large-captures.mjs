// Large captures that nobody would send by accident: many connections, and one connection in the worst order.

import { randomness } from "../samples/windows-log.mjs";
import { Wire } from "../samples/wmi-network/frames.mjs";
import { askMapper } from "../samples/wmi-network/session.mjs";

const START = 1_773_300_000_000_000;

/** So many clients that each ask the endpoint mapper one question: one after another, or `atOnce`, frame by frame in turn. */
export function manyConnections(count, { atOnce = false } = {}) {
  const scene = { wire: new Wire(), clock: { now: START } };
  const server = { name: "SRV", ip: "10.0.0.2", dns: "srv.corp.example" };
  for (let i = 0; i < count; i++) {
    const from = {
      name: `C${i}`,
      ip: `10.${1 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`,
      nextPort: 50_000 + (i % 5000),
    };
    if (atOnce) scene.clock.now = START;
    askMapper(scene, from, server);
  }
  return scene.wire.capture();
}

const SEGMENT = 16;

/** Orders in which the segments of a stream come. */
export const ORDERS = {
  reversed: (count) => Uint32Array.from({ length: count }, (_, i) => count - 1 - i),
  shuffled(count) {
    const random = randomness(1047);
    const order = Uint32Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = random.int(0, i);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  },
  /** Every second segment never comes. */
  holes: (count) => Uint32Array.from({ length: count }, (_, i) => 2 * (count - 1 - i) + 1),
};

/** One connection of so many segments, in an order; the stream's first bytes are a bind's. Written in place: it is large. */
export function segments(count, order) {
  const frame = Buffer.from(FRAME.replaceAll(" ", ""), "hex");
  const file = Buffer.alloc(24 + count * (16 + frame.length));
  file.write("d4c3b2a1020004000000000000000000000004006500000", "hex");
  file.writeUInt32LE(101, 20);
  let at = 24;
  order(count).forEach((index, i) => {
    file.writeUInt32LE(1_773_300_000 + Math.floor(i / 1e6), at);
    file.writeUInt32LE(i % 1e6, at + 4);
    file.writeUInt32LE(frame.length, at + 8);
    file.writeUInt32LE(frame.length, at + 12);
    frame.copy(file, at + 16);
    file.writeUInt32BE((1 + index * SEGMENT) >>> 0, at + 16 + 24);
    at += 16 + frame.length;
  });
  return file;
}

/** IPv4, TCP from 50000 to 135, and 16 bytes. */
const FRAME =
  "4500 0038 0001 4000 4006 0000 0a000001 0a000002" +
  "c350 0087 00000000 00000000 5010 2000 0000 0000" +
  "05000b03100000004800000001000000";
