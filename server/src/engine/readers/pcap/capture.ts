import type { Connection, Packets } from "./model.ts";
import { readPackets } from "./read-packets.ts";
import { readSmb, type SmbTraffic } from "./read-smb.ts";
import { isRpc } from "./recognise.ts";
import { type RpcDatagram, readRpcDatagrams } from "./rpc-datagrams.ts";
import type { RpcSession } from "./rpc-model.ts";
import { type OpenSession, readSession } from "./rpc-session.ts";
import { isSmb } from "./smb-messages.ts";

/** What was recognised in a connection. */
export type Service = "dce_rpc" | "smb" | "http";

/** A capture decoded up to remote calls. */
export interface Capture {
  readonly packets: Packets;
  readonly services: ReadonlyMap<Connection, Service>;
  /** In the order of their connections; the handles of a pipe in the order of their first bytes. */
  readonly sessions: readonly RpcSession[];
  readonly datagrams: readonly RpcDatagram[];
  readonly smb: ReadonlyMap<Connection, SmbTraffic>;
}

/** Decodes a capture. Yields the bytes read so far now and then, so that the caller can stop. */
export function* readCapture(bytes: Uint8Array): Generator<number, Capture> {
  const packets = yield* readPackets(bytes);
  const services = new Map<Connection, Service>();
  const sessions: OpenSession[] = [];
  const datagrams: RpcDatagram[] = [];
  const smb = new Map<Connection, SmbTraffic>();
  for (const [i, connection] of packets.connections.entries()) {
    if (i % 64 === 63) yield bytes.length;
    if (connection.proto === "udp") datagrams.push(...readRpcDatagrams(connection));
    else if (isSmb(connection)) {
      const traffic = readSmb(connection);
      services.set(connection, "smb");
      smb.set(connection, traffic);
      sessions.push(...traffic.sessions);
    } else if (isRpc(connection, connection.resp.port === 135)) {
      services.set(connection, "dce_rpc");
      sessions.push(readSession(connection, null, connection.streams));
    }
  }
  return { packets, services, sessions, datagrams, smb };
}

/** Decodes a capture in one go. */
export function openCapture(bytes: Uint8Array): Capture {
  const reading = readCapture(bytes);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}
