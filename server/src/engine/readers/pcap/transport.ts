import { u16, u32 } from "./bytes.ts";
import { Flow } from "./flow.ts";
import type { FramePlace } from "./fragments.ts";
import type { FrameTable } from "./frame-table.ts";
import type { IpPacket } from "./internet-layer.ts";
import type { Slice } from "./model.ts";
import type { ProblemTally } from "./problem-tally.ts";

const TCP = 6;
const UDP = 17;

/** The payload of an IP packet: its bytes, and where they are in frames when those are several. */
export interface IpPayload {
  readonly packet: IpPacket;
  readonly bytes: Uint8Array;
  /** Where the payload begins in `bytes`, and where it ends. */
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Slice[] | null;
}

/** The TCP connections and UDP exchanges of a capture, found by their two endpoints. */
export class Transport {
  readonly flows: Flow[] = [];
  readonly #byEnds = new Map<number, Flow[]>();
  readonly #frames: FrameTable;
  readonly #tally: ProblemTally;
  #last: Flow | null = null;

  constructor(frames: FrameTable, tally: ProblemTally) {
    this.#frames = frames;
    this.#tally = tally;
  }

  /** Takes the payload of an IP packet; other protocols than TCP and UDP are left aside. */
  add(payload: IpPayload, frame: FramePlace, vlan: number | null): void {
    const { protocol } = payload.packet;
    if (protocol !== TCP && protocol !== UDP) return;
    const { bytes, start, end } = payload;
    const least = protocol === TCP ? 20 : 8;
    const header = protocol === TCP ? ((bytes[start + 12] ?? 0) >> 4) * 4 : 8;
    if (end - start < least || header < least || start + header > end) {
      const reason = `The ${protocol === TCP ? "TCP" : "UDP"} header of a frame is not whole.`;
      this.#tally.add(reason, frame.start, frame.start + frame.bytes.length, "frames");
      return;
    }
    if (protocol === TCP) this.#tcp(payload, header, frame, vlan);
    else this.#udp(payload, frame, vlan);
  }

  #tcp(payload: IpPayload, header: number, frame: FramePlace, vlan: number | null): void {
    const { bytes, start, end } = payload;
    const flags = bytes[start + 13] ?? 0;
    const sequence = u32(bytes, start + 4, false);
    const opens = (flags & 0x12) === 2;
    const { flow, side } = this.#find("tcp", payload, frame.number, vlan, opens ? sequence : null);
    const length = end - start - header;
    const at = flow.tcp({ frame: frame.number, side, length }, flags, sequence);
    if (length > 0 && (flags & 4) === 0) this.#carry(flow, side, payload, start + header, length, at, frame.number);
  }

  #udp(payload: IpPayload, frame: FramePlace, vlan: number | null): void {
    const { bytes, start } = payload;
    const stated = u16(bytes, start + 4, false);
    const end = stated >= 8 ? Math.min(payload.end, start + stated) : payload.end;
    const { flow, side } = this.#find("udp", payload, frame.number, vlan, null);
    const length = end - start - 8;
    const at = flow.udp({ frame: frame.number, side, length });
    if (length > 0) this.#carry(flow, side, payload, start + 8, length, at, frame.number);
  }

  /** Notes where payload bytes are: in one place, or in the pieces that fragments are. */
  #carry(flow: Flow, side: 0 | 1, payload: IpPayload, from: number, length: number, at: number, frame: number): void {
    const segments = flow.segments[side];
    if (payload.pieces === null) {
      this.#frames.carry(frame, flow.index, side, from, length);
      segments.add(at, length, frame, from, frame);
      return;
    }
    let place = payload.start;
    for (const piece of payload.pieces) {
      const start = Math.max(from, place);
      const end = Math.min(from + length, place + piece.length);
      const within = piece.offset + start - place;
      if (start < end) segments.add(at + start - from, end - start, piece.frame, within, frame);
      place += piece.length;
    }
  }

  #find(
    proto: "tcp" | "udp",
    { packet: { source, target }, bytes, start }: IpPayload,
    frame: number,
    vlan: number | null,
    opening: number | null,
  ): { readonly flow: Flow; readonly side: 0 | 1 } {
    const from = u16(bytes, start, false);
    const to = u16(bytes, start + 2, false);
    const sideIn = (flow: Flow): 0 | 1 | null => (flow.proto === proto ? flow.sideOf(source, from, target, to) : null);
    const key = (hash(source, from) ^ hash(target, to)) >>> 0;
    const known = this.#last !== null && sideIn(this.#last) !== null ? [this.#last] : (this.#byEnds.get(key) ?? []);
    for (let i = known.length - 1; i >= 0; i--) {
      const flow = known[i];
      const side = flow === undefined ? null : sideIn(flow);
      if (flow === undefined || side === null) continue;
      if (opening !== null && flow.restartedBy(side, opening)) break;
      this.#last = flow;
      return { flow, side };
    }
    const flow = new Flow(this.flows.length, proto, { hosts: [source, target], ports: [from, to], vlan }, frame);
    this.flows.push(flow);
    const bucket = this.#byEnds.get(key);
    if (bucket === undefined) this.#byEnds.set(key, [flow]);
    else bucket.push(flow);
    this.#last = flow;
    return { flow, side: 0 };
  }
}

/** A number of an endpoint, for finding; the same for the same endpoint. */
function hash(address: Uint8Array, port: number): number {
  let value = 2166136261 ^ port;
  for (let i = 0; i < address.length; i++) value = Math.imul(value ^ (address[i] ?? 0), 16777619);
  return Math.imul(value ^ (value >>> 15), 0x85ebca6b);
}
