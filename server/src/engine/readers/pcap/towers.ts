import { u16, uuidAt } from "./bytes.ts";
import { addressText } from "./internet-layer.ts";
import type { RpcCall } from "./rpc-model.ts";
import { type Found, type Stub, stubOf } from "./stub.ts";
import { latin1 } from "./text.ts";

export const EPM = "e1af8308-5d1f-11c9-91a4-08002b14a0fa";
const LOOKUP = 2;
const MAP = 3;

/** A protocol tower of the endpoint mapper: which interface is where. */
export interface Tower {
  readonly call: RpcCall;
  readonly side: "request" | "response";
  readonly stub: Stub;
  /** The whole tower. */
  readonly place: Found<null>;
  readonly interface: Found<string>;
  readonly version: string;
  readonly transfer: Found<string> | null;
  readonly transport: "ncacn_ip_tcp" | "ncadg_ip_udp" | "ncacn_np" | "ncacn_http" | null;
  readonly port: Found<number> | null;
  readonly pipe: Found<string> | null;
  readonly host: string | null;
}

/** The towers of a call to the endpoint mapper; none for other calls. */
export function towersOf(call: RpcCall): Tower[] {
  if (call.interface !== EPM || (call.opnum !== LOOKUP && call.opnum !== MAP)) return [];
  const towers: Tower[] = [];
  for (const side of ["request", "response"] as const) {
    const stub = stubOf(call[side]);
    if (stub !== null) towers.push(...towersIn(stub, call, side));
  }
  return towers;
}

/** Finds towers by the shape of their first floor, so that NDR and NDR64 stubs are read alike. */
function towersIn(stub: Stub, call: RpcCall, side: "request" | "response"): Tower[] {
  const { bytes } = stub;
  const towers: Tower[] = [];
  for (let at = bytes.indexOf(0x0d, 4); at >= 0; at = bytes.indexOf(0x0d, at + 1)) {
    const floors = u16(bytes, at - 4, true);
    if (u16(bytes, at - 2, true) !== 19 || floors < 2 || floors > 16) continue;
    const read = readFloors(bytes, at - 4, floors);
    if (read === null) continue;
    towers.push({ call, side, stub, ...read });
    at = read.place.end - 1;
  }
  return towers;
}

type TowerFacts = Omit<Tower, "call" | "side" | "stub">;

/** Lengths in towers are little-endian, ports and addresses big-endian (C706, appendix L). */
function readFloors(bytes: Uint8Array, start: number, floors: number): TowerFacts | null {
  let at = start + 2;
  const facts: { -readonly [K in keyof TowerFacts]?: TowerFacts[K] } = {};
  for (let floor = 1; floor <= floors; floor++) {
    const left = at + 2;
    const right = left + u16(bytes, at, true) + 2;
    const end = right + u16(bytes, right - 2, true);
    if (right > bytes.length || end > bytes.length || right <= left + 2) return null;
    if (floor <= 2) {
      if (bytes[left] !== 0x0d || right - left < 21) return null;
      const found = { value: uuidAt(bytes, left + 1, true), start: left + 1, end: left + 17 };
      if (floor === 2) facts.transfer = found;
      else {
        facts.interface = found;
        facts.version = `${u16(bytes, left + 17, true)}.${u16(bytes, right, true)}`;
      }
    } else readAddress(facts, bytes, bytes[left] ?? 0, right, end);
    at = end;
  }
  const {
    interface: named,
    version = "0.0",
    transfer = null,
    transport = null,
    port = null,
    pipe = null,
    host = null,
  } = facts;
  if (named === undefined) return null;
  const place = { value: null, start, end: at };
  return { place, interface: named, version, transfer, transport, port, pipe, host };
}

const PORTS = new Map([
  [0x07, "ncacn_ip_tcp"],
  [0x08, "ncadg_ip_udp"],
  [0x1f, "ncacn_http"],
] as const);

function readAddress(
  facts: { -readonly [K in keyof TowerFacts]?: TowerFacts[K] },
  bytes: Uint8Array,
  protocol: number,
  start: number,
  end: number,
): void {
  const transport = PORTS.get(protocol as 7 | 8 | 31);
  if (transport !== undefined && end - start >= 2) {
    facts.transport = transport;
    facts.port = { value: u16(bytes, start, false), start, end: start + 2 };
  } else if (protocol === 0x0f || protocol === 0x10) {
    facts.transport = "ncacn_np";
    facts.pipe = { value: latin1(bytes, start, end).split("\0")[0] ?? "", start, end };
  } else if (protocol === 0x09 && end - start >= 4) facts.host = addressText(bytes.subarray(start, start + 4));
}
