import { type Activation, activationOf, ownersIn, portOf } from "./activation.ts";
import type { OpenCall } from "./call-table.ts";
import { type HttpExchange, isHttp, readHttp } from "./http-messages.ts";
import { hintInterfaces } from "./interface-hints.ts";
import type { Connection, Packets } from "./model.ts";
import { readPackets } from "./read-packets.ts";
import { readSmb } from "./read-smb.ts";
import { isRpc } from "./recognise.ts";
import { type RpcDatagram, readRpcDatagrams } from "./rpc-datagrams.ts";
import type { RpcSession } from "./rpc-model.ts";
import { type OpenSession, readSession } from "./rpc-session.ts";
import { isSmb } from "./smb-messages.ts";
import type { SmbAction } from "./smb-state.ts";
import { type Tower, towersOf } from "./towers.ts";
import { type WmiCall, wmiCallOf } from "./wmi-calls.ts";

/** What was recognised in a connection, by Zeek's names. */
export type Service = "dce_rpc" | "smb" | "http";

/** A capture decoded up to remote calls and what they carry. */
export interface Capture {
  readonly packets: Packets;
  readonly services: ReadonlyMap<Connection, Service>;
  /** In the order of their connections; the handles of a pipe in the order of their first bytes. */
  readonly sessions: readonly RpcSession[];
  readonly datagrams: readonly RpcDatagram[];
  readonly smb: ReadonlyMap<Connection, readonly SmbAction[]>;
  readonly http: readonly HttpExchange[];
  readonly towers: readonly Tower[];
  readonly activations: readonly Activation[];
  readonly wmi: readonly WmiCall[];
}

/** Decodes a capture. Yields the bytes read so far now and then, so that the caller can stop. */
export function* readCapture(bytes: Uint8Array): Generator<number, Capture> {
  const packets = yield* readPackets(bytes);
  const reading = new CaptureReading(packets);
  for (const [i, connection] of packets.connections.entries()) {
    if (i % 64 === 63) yield bytes.length;
    reading.recognise(connection);
  }
  // What the first pass has heard of ports and objects lets more be understood.
  for (const [i, connection] of packets.connections.entries()) {
    if (i % 64 === 63) yield bytes.length;
    reading.tryPort(connection);
  }
  return reading.finish();
}

/** Decodes a capture in one go. */
export function openCapture(bytes: Uint8Array): Capture {
  const reading = readCapture(bytes);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

/** A capture while its connections are looked at. */
class CaptureReading {
  readonly #packets: Packets;
  readonly #services = new Map<Connection, Service>();
  readonly #sessions: OpenSession[] = [];
  readonly #datagrams: RpcDatagram[] = [];
  readonly #smb = new Map<Connection, readonly SmbAction[]>();
  readonly #http: HttpExchange[] = [];
  readonly #owners = new Map<string, string>();
  readonly #ports = new Map<string, string | null>();

  constructor(packets: Packets) {
    this.#packets = packets;
  }

  recognise(connection: Connection): void {
    if (connection.proto === "udp") {
      const found = readRpcDatagrams(connection);
      if (found.length > 0) this.#services.set(connection, "dce_rpc");
      for (const one of found) this.#datagrams.push(one);
    } else if (isSmb(connection)) {
      const { actions, sessions } = readSmb(connection);
      this.#services.set(connection, "smb");
      this.#smb.set(connection, actions);
      for (const session of sessions) this.#add(session);
    } else if (isRpc(connection, connection.resp.port === 135)) this.#readRpc(connection);
    else if (isHttp(connection)) {
      this.#services.set(connection, "http");
      for (const exchange of readHttp(connection)) this.#http.push(exchange);
    }
  }

  /** Takes a connection that nothing was recognised in for RPC when its port was announced. */
  tryPort(connection: Connection): void {
    if (connection.proto === "udp" || this.#services.has(connection)) return;
    const known = this.#ports.has(`${connection.resp.host}:${connection.resp.port}`);
    if (known && isRpc(connection, true)) this.#readRpc(connection);
  }

  finish(): Capture {
    const index = new Map(this.#packets.connections.map((connection, i) => [connection, i]));
    const place = ({ connection }: RpcSession): number => index.get(connection) ?? 0;
    const sessions = this.#sessions.sort((a, b) => place(a) - place(b));
    const calls = sessions.flatMap((session) => session.calls);
    hintInterfaces(calls, { owners: this.#owners, ports: this.#ports });
    return {
      packets: this.#packets,
      services: this.#services,
      sessions,
      datagrams: this.#datagrams,
      smb: this.#smb,
      http: this.#http,
      towers: calls.flatMap(towersOf),
      activations: calls.map(activationOf).filter((found) => found !== null),
      wmi: calls.map(wmiCallOf).filter((found) => found !== null),
    };
  }

  #readRpc(connection: Connection): void {
    this.#services.set(connection, "dce_rpc");
    this.#add(readSession(connection, null, connection.streams));
  }

  #add(session: OpenSession): void {
    this.#sessions.push(session);
    for (const call of session.calls) this.#learn(call, session.connection.resp.host);
  }

  /** Notes what a call tells of ports and objects. */
  #learn(call: OpenCall, server: string): void {
    for (const { side, port, interface: named, host } of towersOf(call)) {
      if (side !== "response" || port === null) continue;
      this.#ports.set(`${server}:${port.value}`, named.value);
      if (host !== null && host !== "0.0.0.0") this.#ports.set(`${host}:${port.value}`, named.value);
    }
    for (const binding of activationOf(call)?.bindings ?? []) {
      const port = portOf(binding);
      if (port !== null) this.#ports.set(`${server}:${port}`, this.#ports.get(`${server}:${port}`) ?? null);
    }
    for (const [ipid, iid] of ownersIn(call)) this.#owners.set(ipid, iid);
  }
}
