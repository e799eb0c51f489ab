import type { RpcInterfaces } from "#catalog/rpc-interfaces.ts";
import type { Capture } from "../readers/pcap/capture.ts";
import { firstGapBehind } from "../readers/pcap/gaps.ts";
import type { ByteStream, Connection, Direction, Packets, Slice } from "../readers/pcap/model.ts";
import type { Pdu, RpcSession } from "../readers/pcap/rpc-model.ts";
import { type AskedInterfaces, askedInterfaces, pduNotes } from "./pdu-notes.ts";
import type { Section } from "./section.ts";

/** A turn longer than this is shown in several sections. */
const MOST_BYTES = 1 << 16;
const DIRECTIONS = ["orig", "resp"] as const;
const SIDES = { orig: "to server", resp: "to client" };

/** Bytes of one direction without gaps: a PDU, or a turn. */
interface Turn {
  readonly direction: Direction;
  readonly stream: ByteStream;
  readonly start: number;
  readonly end: number;
  /** The first frame of a turn, the frame of arrival of a PDU. */
  readonly frame: number;
  readonly pdu: Pdu | undefined;
  readonly number: number;
}

/**
 * The bytes of a connection in the order in which they arrived, PDU by PDU, other bytes turn by turn. PDUs in named pipes follow
 * behind: their bytes stand in the connection's own as well.
 */
export function connectionSections(
  connection: Connection,
  capture: Capture,
  rpc: RpcInterfaces | undefined,
): readonly Section[] {
  const sessions = capture.sessions.filter((session) => session.connection === connection);
  const asked = askedInterfaces(sessions);
  const numbers = new Map(sessions.flatMap(({ pdus }) => pdus).map((pdu, number) => [pdu, number]));
  const own = sessions.filter(({ pipe }) => pipe === null).flatMap(({ pdus }) => pdus);
  const turns: Turn[] = [];
  for (const direction of DIRECTIONS) {
    const pdus = own.filter((pdu) => pdu.stream === connection.streams[direction]).sort((a, b) => a.start - b.start);
    for (const turn of turnsOf(connection, direction, pdus, numbers)) turns.push(turn);
  }
  turns.sort((a, b) => a.frame - b.frame);
  const joined = connection.proto === "tcp" ? joinTurns(turns) : turns;
  return [
    ...joined.map((turn) => sectionOf(turn, undefined, asked, rpc)),
    ...sessions.flatMap((session) => pipeSections(session, numbers, asked, rpc)),
  ];
}

function pipeSections(
  session: RpcSession,
  numbers: ReadonlyMap<Pdu, number>,
  asked: AskedInterfaces,
  rpc: RpcInterfaces | undefined,
): readonly Section[] {
  const { pipe, pdus } = session;
  if (pipe === null) return [];
  const whole = pdus.filter(({ stream, start, end }) => stream.view(start, end) !== null);
  return whole.map((pdu) => {
    const { direction, stream, start, end, frame } = pdu;
    const turn: Turn = { direction, stream, start, end, frame, pdu, number: numbers.get(pdu) ?? 0 };
    return sectionOf(turn, pipe.name, asked, rpc);
  });
}

/** One frame's captured bytes. */
export function frameSection(number: number, packets: Packets): Section {
  const { captured, length } = packets.frame(number);
  const segment = packets.segment(number);
  const whose = segment === null ? [] : [segment.connection.id, SIDES[segment.direction]];
  const size = captured === length ? `${captured} bytes` : `${captured} of ${length} bytes`;
  return {
    title: [`Frame ${number}`, ...whose, size].join(" · "),
    offset: 0,
    length: captured,
    pdu: undefined,
    bytes: () => packets.frameBytes(number),
    slices: () => [{ frame: number, offset: 0, length: captured }],
    notes: () => (segment === null ? [] : [{ at: segment.offset, text: `payload, ${segment.length} bytes` }]),
  };
}

/** All captured bytes of one direction, cut at gaps and where they become too many for one text. */
export function streamSections({ streams, id }: Connection, direction: Direction, most: number): readonly Section[] {
  const stream = streams[direction];
  const sections: Section[] = [];
  let at = 0;
  for (const gap of [...stream.gaps, { start: stream.length, end: stream.length }]) {
    for (; at < gap.start; at = Math.min(at + most, gap.start)) {
      const [start, end] = [at, Math.min(at + most, gap.start)];
      const slices = stream.slices(start, end);
      sections.push({
        title: `${id} · ${SIDES[direction]} · bytes ${start} to ${end} of the stream · ${framesText(slices)}`,
        offset: start,
        length: end - start,
        pdu: undefined,
        bytes: () => stream.view(start, end) ?? new Uint8Array(),
        slices: () => slices,
        notes: () => [],
      });
    }
    at = gap.end;
  }
  return sections;
}

function* turnsOf(
  connection: Connection,
  direction: Direction,
  pdus: readonly Pdu[],
  numbers: ReadonlyMap<Pdu, number>,
): Generator<Turn> {
  const stream = connection.streams[direction];
  let at = 0;
  for (const pdu of pdus) {
    // What was not captured as a whole is shown as the bytes that are there.
    if (pdu.start < at || stream.view(pdu.start, pdu.end) === null) continue;
    yield* plainTurns(stream, direction, at, pdu.start);
    const { start, end, frame } = pdu;
    yield { direction, stream, start, end, frame, pdu, number: numbers.get(pdu) ?? 0 };
    at = pdu.end;
  }
  yield* plainTurns(stream, direction, at, stream.length);
}

/** The bytes of a range that were captured, frame by frame. */
function* plainTurns(stream: ByteStream, direction: Direction, from: number, to: number): Generator<Turn> {
  let at = from;
  for (let next = firstGapBehind(stream.gaps, from); at < to; next++) {
    const gap = stream.gaps[next] ?? { start: to, end: to };
    for (const { frame, length } of stream.slices(at, Math.min(gap.start, to))) {
      yield { direction, stream, start: at, end: at + length, frame, pdu: undefined, number: 0 };
      at += length;
    }
    at = gap.end;
  }
}

function joinTurns(turns: readonly Turn[]): readonly Turn[] {
  const joined: Turn[] = [];
  for (const turn of turns) {
    const last = joined.at(-1);
    const continues =
      last !== undefined &&
      last.pdu === undefined &&
      turn.pdu === undefined &&
      last.stream === turn.stream &&
      last.end === turn.start &&
      turn.end - last.start <= MOST_BYTES;
    if (continues) joined[joined.length - 1] = { ...last, end: turn.end };
    else joined.push(turn);
  }
  return joined;
}

function sectionOf(
  { direction, stream, start, end, pdu, number }: Turn,
  pipe: string | undefined,
  asked: AskedInterfaces,
  rpc: RpcInterfaces | undefined,
): Section {
  const slices = stream.slices(start, end);
  const what = pdu === undefined ? ["Bytes"] : [`PDU ${number}`];
  if (pipe !== undefined) what.push(`pipe ${pipe}`);
  what.push(SIDES[direction]);
  if (pdu !== undefined) what.push(pdu.type, `call ${pdu.call}`);
  what.push(`${end - start} bytes`, framesText(slices));
  return {
    title: what.join(" · "),
    offset: start,
    length: end - start,
    pdu: pdu === undefined ? undefined : number,
    bytes: () => stream.view(start, end) ?? new Uint8Array(),
    slices: () => slices,
    notes: () => (pdu === undefined ? [] : pduNotes(pdu, asked, rpc)),
  };
}

function framesText(slices: readonly Slice[]): string {
  const frames = [...new Set(slices.map(({ frame }) => frame))];
  if (frames.length === 1) return `frame ${frames[0]}`;
  return frames.length <= 3 ? `frames ${frames.join("+")}` : `frames ${frames[0]} to ${frames.at(-1)}`;
}
