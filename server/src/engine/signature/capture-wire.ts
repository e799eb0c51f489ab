import { once } from "#base/memo.ts";
import type { WireConnection, WireRpc, WireScope, WireSmb } from "#events/wire.ts";
import type { Activation } from "../readers/pcap/activation.ts";
import type { Capture } from "../readers/pcap/capture.ts";
import type { HttpExchange } from "../readers/pcap/http-messages.ts";
import type { Connection } from "../readers/pcap/model.ts";
import type { RpcDatagram } from "../readers/pcap/rpc-datagrams.ts";
import type { RpcCall, RpcSession } from "../readers/pcap/rpc-model.ts";
import type { Tower } from "../readers/pcap/towers.ts";
import {
  bodyScopes,
  type EventsOf,
  frameScopes,
  framesByConnection,
  pduScopes,
  sideOf,
  streamScopes,
  stubScopes,
} from "./byte-scopes.ts";
import { activationFacts, httpFacts, rpcFacts } from "./decoded-facts.ts";
import { EventRanges } from "./event-ranges.ts";

/** An event of a capture, as far as finding the events behind bytes needs. */
export interface CapturedEvent {
  readonly connection: Connection;
  readonly ordinal: number;
  /** The event of the connection as a whole stands behind all bytes that no other event has. */
  readonly whole: boolean;
  /** Byte range in the file. */
  readonly start: number;
  readonly end: number;
}

/** The connections of a capture as signatures look at them, made when first asked for. */
export class CaptureWires {
  readonly #capture: Capture;
  readonly #wires = new Map<Connection, WireConnection>();
  readonly #events = new Map<Connection, CapturedEvent[]>();
  /** What was decoded of each connection. */
  readonly #sessions: ByConnection<RpcSession>;
  readonly #frames: () => ReadonlyMap<Connection, readonly number[]>;
  readonly #towers: ByConnection<Tower>;
  readonly #activations: ByConnection<Activation>;
  readonly #http: ByConnection<HttpExchange>;
  readonly #datagrams: ByConnection<RpcDatagram>;
  readonly #all = once(() => this.#capture.packets.connections.map((connection) => this.of(connection)));

  constructor(capture: Capture, events: readonly CapturedEvent[]) {
    this.#capture = capture;
    for (const event of events) push(this.#events, event.connection, event);
    const ofCall = ({ call }: { readonly call: RpcCall }): Connection => call.session.connection;
    this.#frames = once(() => framesByConnection(capture.packets));
    this.#sessions = grouped(capture.sessions, ({ connection }) => connection);
    this.#towers = grouped(capture.towers, ofCall);
    this.#activations = grouped(capture.activations, ofCall);
    this.#http = grouped(capture.http, ({ connection }) => connection);
    this.#datagrams = grouped(capture.datagrams, ({ connection }) => connection);
  }

  of(connection: Connection): WireConnection {
    let wire = this.#wires.get(connection);
    if (wire === undefined) {
      wire = this.#wire(connection);
      this.#wires.set(connection, wire);
    }
    return wire;
  }

  #wire(connection: Connection): WireConnection {
    const { packets, services, smb } = this.#capture;
    const exchanges = this.#http.get(connection) ?? [];
    const sessions = this.#sessions.get(connection) ?? [];
    const events = once(() => new EventRanges(this.#events.get(connection) ?? [], packets));
    const eventsOf: EventsOf = (slices) => events().behind(slices);
    const scopes = new Map<string, readonly WireScope[]>();
    const service = services.get(connection);
    const make = (kind: string): Iterable<WireScope> => {
      if (kind === "frame" || kind === "segment")
        return frameScopes(this.#frames().get(connection) ?? [], packets, eventsOf, kind === "segment");
      if (kind === "stream") return streamScopes(connection, eventsOf);
      if (kind === "pdu") return pduScopes(sessions, eventsOf);
      return kind === "stub" ? stubScopes(sessions, eventsOf) : bodyScopes(exchanges, eventsOf);
    };
    return {
      decodes: new Set(["ports", "rpc", "smb", "http"]),
      protocols: [connection.proto, ...(service === "smb" || service === "http" ? [service] : [])],
      port: connection.resp.port,
      scopes: (kind) => {
        const known = scopes.get(kind) ?? [...make(kind)];
        scopes.set(kind, known);
        return known;
      },
      rpc: once(() => [
        ...rpcFacts(sessions, eventsOf),
        ...activationFacts(this.#towers.get(connection) ?? [], this.#activations.get(connection) ?? [], eventsOf),
        ...this.#datagramFacts(connection, eventsOf),
      ]),
      http: once(() => httpFacts(exchanges, eventsOf)),
      capture: this.#all,
      smb: once(() =>
        (smb.get(connection) ?? []).map(({ kind, name, origin }): WireSmb => {
          return { kind: kind === "tree" ? "tree" : "pipe", name, events: eventsOf(origin) };
        }),
      ),
    };
  }

  #datagramFacts(connection: Connection, eventsOf: EventsOf): readonly WireRpc[] {
    return (this.#datagrams.get(connection) ?? [])
      .filter(({ type }) => type === "request")
      .map(({ interface: uuid, opnum, datagram: { direction, start, end } }) => {
        const events = eventsOf(connection.streams[direction].slices(start, end));
        const stated = connection.streams[direction].slices(start + 68, start + 70);
        return { uuid, opnum, place: "request", direction: sideOf(direction), pdu: "request", events, stated };
      });
  }
}

type ByConnection<T> = ReadonlyMap<Connection, readonly T[]>;

function grouped<T>(all: readonly T[], connectionOf: (one: T) => Connection): ByConnection<T> {
  const groups = new Map<Connection, T[]>();
  for (const one of all) push(groups, connectionOf(one), one);
  return groups;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
