// Ethernet, IPv4, TCP and the capture file around what two hosts say to each other.

import { be16, be32, cat, u8, u16, u32 } from "./bytes.mjs";

const SYN = 0x02;
const FIN = 0x01;
const PSH_ACK = 0x18;
const ACK = 0x10;
const MSS = 1460;
const OPTIONS = u8(2, 4, 5, 0xb4, 1, 3, 3, 8, 1, 1, 4, 2);

function checksum(bytes) {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

const address = (text) => u8(...text.split(".").map(Number));
/** A hardware address that says the host's IP address and that somebody made it up. */
const hardware = (ip) => cat(u8(2, 0), address(ip));

/** What a sensor records. Times are microseconds since 1970, as numbers below 2 ** 53. */
export class Wire {
  frames = [];
  #identification = 0x4000;

  ip(time, source, target, segment) {
    const packet = Buffer.from(segment);
    const pseudo = cat(address(source), address(target), u8(0, 6), be16(packet.length));
    packet.writeUInt16BE(checksum(cat(pseudo, packet)), 16);
    this.#identification = (this.#identification + 1) & 0xffff;
    const head = cat(
      u8(0x45, 0),
      be16(20 + packet.length, this.#identification, 0x4000),
      u8(128, 6, 0, 0),
      address(source),
      address(target),
    );
    head.writeUInt16BE(checksum(head), 10);
    this.frames.push({ time, bytes: cat(hardware(target), hardware(source), be16(0x0800), head, packet) });
  }

  /** A classic capture file with microseconds; frames in the order of their times. */
  capture() {
    const header = cat(u32(0xa1b2c3d4), u16(2, 4), u32(0, 0, 262144, 1));
    const frames = [...this.frames].sort((a, b) => a.time - b.time);
    const records = frames.map(({ time, bytes }) =>
      cat(u32(Math.floor(time / 1e6), time % 1e6, bytes.length, bytes.length), bytes),
    );
    return cat(header, ...records);
  }
}

/** One connection. `clock.now` is the time of the next frame; each frame moves it a little. */
export class Connection {
  constructor(wire, clock, client, server) {
    this.wire = wire;
    this.clock = clock;
    this.ends = { client, server };
    this.next = { client: 1_000_000 + client.port * 97, server: 3_000_000 + server.port * 89 };
    this.#segment("client", SYN, Buffer.alloc(0), OPTIONS);
    this.#segment("server", SYN | ACK, Buffer.alloc(0), OPTIONS);
    this.#segment("client", ACK);
  }

  say(side, bytes) {
    for (let at = 0; at < bytes.length; at += MSS) {
      const part = bytes.subarray(at, at + MSS);
      this.#segment(side, at + MSS >= bytes.length ? PSH_ACK : ACK, part);
    }
  }

  acknowledge(side) {
    this.#segment(side, ACK);
  }

  close() {
    this.#segment("client", FIN | ACK);
    this.#segment("server", FIN | ACK);
    this.#segment("client", ACK);
  }

  #segment(side, flags, data = Buffer.alloc(0), options = Buffer.alloc(0)) {
    const other = side === "client" ? "server" : "client";
    const [from, to] = [this.ends[side], this.ends[other]];
    const acknowledged = (flags & ACK) === 0 ? 0 : this.next[other];
    const head = cat(
      be16(from.port, to.port),
      be32(this.next[side], acknowledged),
      u8(((20 + options.length) / 4) << 4, flags),
      be16(8192, 0, 0),
      options,
    );
    this.wire.ip(this.clock.now, from.ip, to.ip, cat(head, data));
    this.clock.now += flags === SYN ? 310 : 180;
    this.next[side] += data.length + ((flags & (SYN | FIN)) === 0 ? 0 : 1);
  }
}
