import { u16, u32, uuidAt } from "./bytes.ts";
import type { Connection, Datagram } from "./model.ts";

/** One connectionless DCE/RPC PDU (version 4): what its header says. */
export interface RpcDatagram {
  readonly connection: Connection;
  readonly datagram: Datagram;
  readonly type: "request" | "response" | "fault" | "reject";
  readonly object: string;
  readonly interface: string;
  readonly version: string;
  readonly activity: string;
  readonly sequence: number;
  readonly opnum: number;
  readonly length: number;
}

const HEADER = 80;
const TYPES = new Map<number, RpcDatagram["type"]>([
  [0, "request"],
  [2, "response"],
  [3, "fault"],
  [6, "reject"],
]);
const DNS = 53;

/** The RPC calls and answers among the datagrams of a UDP exchange (C706, 12.5). */
export function readRpcDatagrams(connection: Connection): RpcDatagram[] {
  if (connection.orig.port === DNS || connection.resp.port === DNS) return [];
  return connection.datagrams.map((one) => readDatagram(connection, one)).filter((found) => found !== null);
}

function readDatagram(connection: Connection, datagram: Datagram): RpcDatagram | null {
  const { start, end, direction } = datagram;
  const bytes = end - start < HEADER ? null : connection.streams[direction].view(start, end);
  if (bytes === null || bytes[0] !== 4) return null;
  const type = TYPES.get(bytes[1] ?? 255);
  const label = bytes[4] ?? 255;
  const little = label === 0x10;
  const length = u16(bytes, 74, little);
  if (type === undefined || (label !== 0 && !little) || (bytes[5] ?? 255) > 3 || bytes[6] !== 0) return null;
  if (HEADER + length > bytes.length) return null;
  const version = u32(bytes, 60, little);
  return {
    connection,
    datagram,
    type,
    object: uuidAt(bytes, 8, little),
    interface: uuidAt(bytes, 24, little),
    version: `${version & 0xffff}.${version >>> 16}`,
    activity: uuidAt(bytes, 40, little),
    sequence: u32(bytes, 64, little),
    opnum: u16(bytes, 68, little),
    length,
  };
}
