import type { Span } from "#base/span.ts";
import type { WireScope } from "#events/wire.ts";
import type { HttpExchange } from "../readers/pcap/http-messages.ts";
import type { ByteStream, Connection, Direction, Packets, Slice } from "../readers/pcap/model.ts";
import type { Pdu, RpcCall, RpcSession } from "../readers/pcap/rpc-model.ts";

/** Names the events of a connection that bytes of frames belong to. */
export type EventsOf = (slices: readonly Slice[]) => readonly number[];

/** A piece of a stream, of several streams' pieces one after another. */
interface Piece {
  readonly stream: ByteStream;
  readonly start: number;
  readonly end: number;
}

const SIDES = { orig: "to_server", resp: "to_client" } as const;
const DIRECTIONS = ["orig", "resp"] as const;

/** Which side of the connection speaks, in the words of rules. */
export function sideOf(direction: Direction): "to_server" | "to_client" {
  return SIDES[direction];
}

/** The frames that carry payload, by connection. */
export function framesByConnection(packets: Packets): ReadonlyMap<Connection, readonly number[]> {
  const frames = new Map<Connection, number[]>();
  for (let number = 1; number <= packets.frameCount; number++) {
    const connection = packets.segment(number)?.connection;
    if (connection === undefined) continue;
    const known = frames.get(connection);
    if (known === undefined) frames.set(connection, [number]);
    else known.push(number);
  }
  return frames;
}

/** The captured bytes of frames that carry payload of a connection; with `payload` that alone. */
export function* frameScopes(
  frames: readonly number[],
  packets: Packets,
  eventsOf: EventsOf,
  payload: boolean,
): Generator<WireScope> {
  for (const number of frames) {
    const segment = packets.segment(number);
    if (segment === null) continue;
    const base = payload ? segment.offset : 0;
    const length = payload ? segment.length : packets.frame(number).captured;
    const places = ({ start, end }: Span) => [{ frame: number, offset: base + start, length: end - start }];
    yield {
      direction: sideOf(segment.direction),
      pdu: undefined,
      offset: 0,
      bytes: () => packets.frameBytes(number).subarray(base, base + length),
      slices: places,
      eventsOf: (range) => eventsOf(places(range)),
    };
  }
}

/** The bytes of each direction, cut where bytes were not captured. */
export function* streamScopes({ streams }: Connection, eventsOf: EventsOf): Generator<WireScope> {
  for (const direction of DIRECTIONS) {
    const stream = streams[direction];
    let start = 0;
    for (const gap of [...stream.gaps, { start: stream.length, end: stream.length }]) {
      if (gap.start > start) yield new PieceScope([{ stream, start, end: gap.start }], direction, undefined, eventsOf);
      start = gap.end;
    }
  }
}

/** Every whole DCE/RPC PDU. */
export function* pduScopes(sessions: readonly RpcSession[], eventsOf: EventsOf): Generator<WireScope> {
  for (const { pdus } of sessions)
    for (const pdu of pdus) if (!pdu.cut) yield new PieceScope([pdu], pdu.direction, pdu.type, eventsOf);
}

/** The stub data of requests and answers, fragments put together. */
export function* stubScopes(sessions: readonly RpcSession[], eventsOf: EventsOf): Generator<WireScope> {
  for (const { calls } of sessions) {
    for (const call of calls) {
      for (const [fragments, type] of fragmentsOf(call)) {
        const pieces = fragments.flatMap(({ stream, start, stub }) =>
          stub === undefined ? [] : [{ stream, start: start + stub.start, end: start + stub.end }],
        );
        const [first] = fragments;
        if (first !== undefined && pieces.length > 0) yield new PieceScope(pieces, first.direction, type, eventsOf);
      }
    }
  }
}

/** The bodies of HTTP messages, without the marks of chunks. */
export function* bodyScopes(exchanges: readonly HttpExchange[], eventsOf: EventsOf): Generator<WireScope> {
  for (const { request, response } of exchanges) {
    for (const [message, direction] of [
      [request, "orig"],
      [response, "resp"],
    ] as const) {
      if (message === null || message.body.length === 0) continue;
      yield new PieceScope(
        [{ stream: message.body, start: 0, end: message.body.length }],
        direction,
        undefined,
        eventsOf,
      );
    }
  }
}

function fragmentsOf({ request, response }: RpcCall): readonly (readonly [readonly Pdu[], string])[] {
  return [
    [request, "request"],
    [response, "response"],
  ];
}

/** Bytes that are kept once they were put together; fewer are made again for each element. */
const KEPT_BYTES = 4096;

/** Pieces of streams as one subject. A connection with gaps may have a million, so small ones hold little. */
class PieceScope implements WireScope {
  readonly #pieces: readonly Piece[];
  readonly #side: Direction;
  readonly #events: EventsOf;
  readonly pdu: string | undefined;
  #joined: Uint8Array | undefined;

  constructor(pieces: readonly Piece[], side: Direction, pdu: string | undefined, eventsOf: EventsOf) {
    this.#pieces = pieces;
    this.#side = side;
    this.#events = eventsOf;
    this.pdu = pdu;
  }

  get direction(): WireScope["direction"] {
    return sideOf(this.#side);
  }

  get offset(): number {
    return this.#pieces[0]?.start ?? 0;
  }

  bytes(): Uint8Array {
    if (this.#joined !== undefined) return this.#joined;
    const joined = join(this.#pieces);
    if (joined.length > KEPT_BYTES) this.#joined = joined;
    return joined;
  }

  slices(range: Span): readonly Slice[] {
    return slicesOf(this.#pieces, range);
  }

  eventsOf(range: Span): readonly number[] {
    return this.#events(this.slices(range));
  }
}

/** A piece that touches a gap is taken as nothing: its bytes are not all there. */
function join(pieces: readonly Piece[]): Uint8Array {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only.stream.view(only.start, only.end) ?? new Uint8Array();
  const parts = pieces.map(({ stream, start, end }) => stream.view(start, end));
  if (parts.some((part) => part === null)) return new Uint8Array();
  const whole = new Uint8Array(pieces.reduce((sum, { start, end }) => sum + end - start, 0));
  let at = 0;
  for (const part of parts) {
    if (part === null) continue;
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function slicesOf(pieces: readonly Piece[], range: Span): readonly Slice[] {
  let base = 0;
  return pieces.flatMap(({ stream, start, end }) => {
    const from = Math.max(range.start - base, 0);
    const to = Math.min(range.end - base, end - start);
    base += end - start;
    return from < to ? stream.slices(start + from, start + to) : [];
  });
}
