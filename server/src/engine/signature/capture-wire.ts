import { once } from "#base/memo.ts";
import type { WireConnection, WireRpc, WireScope, WireSmb } from "#events/wire.ts";
import type { Capture } from "../readers/pcap/capture.ts";
import type { Connection, Slice } from "../readers/pcap/model.ts";
import type { RpcCall, RpcSession } from "../readers/pcap/rpc-model.ts";
import { bodyScopes, type EventsOf, frameScopes, pduScopes, sideOf, streamScopes, stubScopes } from "./byte-scopes.ts";
import { activationFacts, httpFacts, rpcFacts } from "./decoded-facts.ts";

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
  readonly #sessions = new Map<Connection, RpcSession[]>();

  constructor(capture: Capture, events: readonly CapturedEvent[]) {
    this.#capture = capture;
    for (const event of events) push(this.#events, event.connection, event);
    for (const session of capture.sessions) push(this.#sessions, session.connection, session);
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
    const { packets, services, smb, towers, activations, http } = this.#capture;
    const own = ({ call }: { readonly call: RpcCall }) => call.session.connection === connection;
    const exchanges = http.filter((one) => one.connection === connection);
    const sessions = this.#sessions.get(connection) ?? [];
    const eventsOf: EventsOf = (slices) => this.#eventsBehind(connection, slices);
    const scopes = new Map<string, readonly WireScope[]>();
    const service = services.get(connection);
    const make = (kind: string): Iterable<WireScope> => {
      if (kind === "frame" || kind === "segment") return frameScopes(connection, packets, eventsOf, kind === "segment");
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
        ...activationFacts(towers.filter(own), activations.filter(own), eventsOf),
        ...this.#datagrams(connection, eventsOf),
      ]),
      http: once(() => httpFacts(exchanges, eventsOf)),
      smb: once(() =>
        (smb.get(connection) ?? []).map(({ kind, name, origin }): WireSmb => {
          return { kind: kind === "tree" ? "tree" : "pipe", name, events: eventsOf(origin) };
        }),
      ),
    };
  }

  #datagrams(connection: Connection, eventsOf: EventsOf): readonly WireRpc[] {
    return this.#capture.datagrams
      .filter((one) => one.connection === connection && one.type === "request")
      .map(({ interface: uuid, opnum, datagram: { direction, start, end } }) => {
        const events = eventsOf(connection.streams[direction].slices(start, end));
        const stated = connection.streams[direction].slices(start + 68, start + 70);
        return { uuid, opnum, place: "request", direction: sideOf(direction), pdu: "request", events, stated };
      });
  }

  #eventsBehind(connection: Connection, slices: readonly Slice[]): readonly number[] {
    const { packets } = this.#capture;
    const ranges = slices.map(({ frame, offset, length }) => {
      const start = packets.frame(frame).start + offset;
      return { start, end: start + length };
    });
    const all = this.#events.get(connection) ?? [];
    const own = all.filter(
      (event) => !event.whole && ranges.some(({ start, end }) => event.start < end && start < event.end),
    );
    return (own.length > 0 ? own : all.filter(({ whole }) => whole)).map(({ ordinal }) => ordinal);
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
