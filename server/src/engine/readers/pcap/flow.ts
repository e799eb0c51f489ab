import type { FrameTable } from "./frame-table.ts";
import { addressText } from "./internet-layer.ts";
import type { Connection, Datagram, Direction, Endpoint } from "./model.ts";
import { Segments } from "./segments.ts";

/** Ports of the services that a side without a seen opening is taken for the server of (by its peer). */
const SERVER_PORTS = new Set([135, 445, 139, 80, 443, 5985, 5986, 88, 389]);

const FIN = 1;
const SYN = 2;
const RST = 4;
const ACK = 16;

/** A TCP segment or UDP datagram between the two ends of a flow. */
export interface FlowPacket {
  readonly frame: number;
  /** 0 when the sender is the flow's first-seen sender. */
  readonly side: 0 | 1;
  readonly length: number;
}

/** A connection while its frames are read. Side 0 is the sender of its first frame. */
export class Flow {
  readonly index: number;
  readonly proto: "tcp" | "udp";
  readonly #hosts: readonly [Uint8Array, Uint8Array];
  readonly #ports: readonly [number, number];
  readonly #vlan: number | null;
  readonly #firstFrame: number;
  readonly segments: readonly [Segments, Segments] = [new Segments(), new Segments()];
  readonly #packets: [number, number] = [0, 0];
  readonly #datagrams: { side: 0 | 1; frame: number; start: number; end: number }[] = [];
  readonly #history: { letter: string; side: 0 | 1 }[] = [];
  #lastFrame: number;
  #opener: 0 | 1 | null = null;
  #fins = 0;
  #closed = false;

  constructor(index: number, proto: "tcp" | "udp", ends: FlowEnds, frame: number) {
    this.index = index;
    this.proto = proto;
    this.#hosts = ends.hosts;
    this.#ports = ends.ports;
    this.#vlan = ends.vlan;
    this.#firstFrame = frame;
    this.#lastFrame = frame;
  }

  /** The side that sends from this endpoint; null when the endpoint pair is another one. */
  sideOf(source: Uint8Array, sourcePort: number, target: Uint8Array, targetPort: number): 0 | 1 | null {
    const [a, b] = this.#hosts;
    const [p, q] = this.#ports;
    if (p === sourcePort && q === targetPort && same(a, source) && same(b, target)) return 0;
    return q === sourcePort && p === targetPort && same(b, source) && same(a, target) ? 1 : null;
  }

  /** Whether a SYN is the first of another connection between the same endpoints. */
  restartedBy(side: 0 | 1, sequence: number): boolean {
    const base = this.segments[side].base;
    return this.#closed || (base !== null && base !== (sequence + 1) >>> 0);
  }

  /** Notes a TCP header; gives the stream offset of its payload. */
  tcp(packet: FlowPacket, flags: number, sequence: number): number {
    this.#count(packet);
    const { side } = packet;
    const own = this.segments[side];
    if (flags & SYN) {
      own.open(sequence);
      this.#opener ??= flags & ACK ? ((1 - side) as 0 | 1) : side;
      this.#note(flags & ACK ? "h" : "s", side);
    }
    if (packet.length > 0) this.#note("d", side);
    else if ((flags & (ACK | SYN | FIN | RST)) === ACK) this.#note("a", side);
    if (flags & FIN) this.#note("f", side);
    if (flags & RST) this.#note("r", side);
    if (flags & FIN) this.#fins |= 1 << side;
    this.#closed ||= this.#fins === 3 || (flags & RST) !== 0;
    return own.offsetOf(flags & SYN ? (sequence + 1) >>> 0 : sequence);
  }

  /** Notes a UDP datagram; gives the offset of its payload among those of its side. */
  udp(packet: FlowPacket): number {
    this.#count(packet);
    const { side, frame, length } = packet;
    this.#note("d", side);
    const start = this.segments[side].end;
    this.#datagrams.push({ side, frame, start, end: start + length });
    return start;
  }

  /** The finished connection. `first` says whether side 0 is the originator. */
  finish(
    id: string,
    bytes: Uint8Array,
    frames: FrameTable,
  ): { readonly connection: Connection; readonly swapped: boolean } {
    const orig = this.#originator();
    const resp = orig === 0 ? 1 : 0;
    const directionOf = (side: 0 | 1): Direction => (side === orig ? "orig" : "resp");
    const from = this.segments[orig].finish(bytes, frames);
    const to = this.segments[resp].finish(bytes, frames);
    const datagrams: Datagram[] = this.#datagrams.map(({ side, ...place }) => ({
      ...place,
      direction: directionOf(side),
    }));
    const connection: Connection = {
      id,
      proto: this.proto,
      orig: this.#endpoint(orig),
      resp: this.#endpoint(resp),
      handshake: this.#history.some(({ letter }) => letter === "s"),
      vlan: this.#vlan,
      firstFrame: this.#firstFrame,
      lastFrame: this.#lastFrame,
      packets: { orig: this.#packets[orig], resp: this.#packets[resp] },
      streams: { orig: from.stream, resp: to.stream },
      history: this.#history.map(({ letter, side }) => (side === orig ? letter.toUpperCase() : letter)).join(""),
      overlap: from.overlap || to.overlap,
      datagrams,
    };
    return { connection, swapped: orig === 1 };
  }

  #originator(): 0 | 1 {
    if (this.#opener !== null) return this.#opener;
    const [first, second] = this.#ports;
    const swapped = this.proto === "tcp" && SERVER_PORTS.has(first) && !SERVER_PORTS.has(second);
    return swapped ? 1 : 0;
  }

  #endpoint(side: 0 | 1): Endpoint {
    return { host: addressText(this.#hosts[side]), port: this.#ports[side] };
  }

  #count({ side, frame }: FlowPacket): void {
    this.#packets[side]++;
    this.#lastFrame = frame;
  }

  #note(letter: string, side: 0 | 1): void {
    if (this.#history.some((known) => known.letter === letter && known.side === side)) return;
    this.#history.push({ letter, side });
  }
}

/** The endpoints of a flow, the sender of its first frame first. */
export interface FlowEnds {
  readonly hosts: readonly [Uint8Array, Uint8Array];
  readonly ports: readonly [number, number];
  readonly vlan: number | null;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
