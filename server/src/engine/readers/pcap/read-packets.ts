import { classicMagic, classicRecords } from "./classic-file.ts";
import { missedBytes } from "./conn-records.ts";
import { Fragments, type FramePlace } from "./fragments.ts";
import { type FrameRecord, FrameTable } from "./frame-table.ts";
import { readIp } from "./internet-layer.ts";
import { findIp } from "./link-layer.ts";
import type { Connection, Frame, Packets, Segment } from "./model.ts";
import { ProblemTally } from "./problem-tally.ts";
import { isSectionFile, sectionRecords } from "./section-file.ts";
import { Transport } from "./transport.ts";

/** Frames between two steps of {@link readPackets}. */
const STEP = 2048;

/** Whether a file is a capture, by its first bytes. */
export function isCapture(head: Uint8Array): boolean {
  return classicMagic(head) !== null || isSectionFile(head);
}

/**
 * Decodes a capture (pcap of either byte order and unit, pcapng) down to its TCP and UDP streams. Total: whatever cannot be
 * read is among the problems. Yields the bytes read so far after every few frames, so that the caller can stop.
 */
export function* readPackets(bytes: Uint8Array): Generator<number, Packets> {
  const tally = new ProblemTally();
  const frames = new FrameTable();
  const transport = new Transport(frames, tally);
  const fragments = new Fragments(tally);
  const format = classicMagic(bytes) === null ? "pcapng" : "pcap";
  const records = format === "pcap" ? classicRecords(bytes, tally) : sectionRecords(bytes, tally);
  for (const record of records) {
    const number = frames.add(record);
    const end = record.start + record.captured;
    const place = { number, start: record.start, seconds: record.seconds, bytes: bytes.subarray(record.start, end) };
    readFrame(place, record, { transport, fragments, tally });
    if (number % STEP === 0) yield end;
  }
  fragments.finish();
  return new ReadPackets(format, bytes, frames, transport, tally);
}

interface Decoders {
  readonly transport: Transport;
  readonly fragments: Fragments;
  readonly tally: ProblemTally;
}

function readFrame(frame: FramePlace, record: FrameRecord, { transport, fragments, tally }: Decoders): void {
  const link = findIp(frame.bytes, record.linkType);
  const end = frame.start + frame.bytes.length;
  if (link.ip === null) {
    if (link.unsupported === null) return;
    tally.add(`Frames with ${link.unsupported} are not decoded.`, frame.start, end, "frames");
    return;
  }
  const packet = readIp(frame.bytes, link.ip);
  if (packet === null) {
    tally.add("The IP header of a frame is not whole or is none.", frame.start, end, "frames");
    return;
  }
  if (packet.fragment === null) {
    const { start, end: behind } = packet;
    transport.add({ packet, bytes: frame.bytes, start, end: behind, pieces: null }, frame, link.vlan);
    return;
  }
  const datagram = fragments.add(packet, packet.fragment, frame);
  if (datagram === null) return;
  const payload = { packet, bytes: datagram.bytes, start: 0, end: datagram.bytes.length, pieces: datagram.pieces };
  transport.add(payload, frame, link.vlan);
}

/** A capture that has been read. */
class ReadPackets implements Packets {
  readonly format: "pcap" | "pcapng";
  readonly bytes: Uint8Array;
  readonly connections: readonly Connection[];
  readonly problems: Packets["problems"];
  readonly #frames: FrameTable;
  readonly #swapped: readonly boolean[];

  constructor(
    format: "pcap" | "pcapng",
    bytes: Uint8Array,
    frames: FrameTable,
    transport: Transport,
    tally: ProblemTally,
  ) {
    this.format = format;
    this.bytes = bytes;
    this.#frames = frames;
    const count = { tcp: 0, udp: 0 };
    const finished = transport.flows.map((flow) => flow.finish(`${flow.proto}-${count[flow.proto]++}`, bytes, frames));
    this.connections = finished.map(({ connection }) => connection);
    this.#swapped = finished.map(({ swapped }) => swapped);
    for (const [i, flow] of transport.flows.entries()) noteLosses(tally, this.connections[i], flow.segments, this);
    this.problems = tally.problems();
  }

  get frameCount(): number {
    return this.#frames.count;
  }

  frame(number: number): Frame {
    return this.#frames.frame(number);
  }

  frameBytes(number: number): Uint8Array {
    const { start, captured } = this.#frames.frame(number);
    return this.bytes.subarray(start, start + captured);
  }

  segment(number: number): Segment | null {
    const carried = this.#frames.carried(number);
    const connection = carried === null ? undefined : this.connections[carried.connection];
    if (carried === null || connection === undefined) return null;
    const first = (carried.side === 0) !== (this.#swapped[carried.connection] === true);
    return { connection, direction: first ? "orig" : "resp", offset: carried.offset, length: carried.length };
  }
}

/** Reports holes in TCP streams, and bytes that belong nowhere, at the connection's first frame. */
function noteLosses(
  tally: ProblemTally,
  connection: Connection | undefined,
  segments: readonly { readonly stray: number }[],
  packets: Packets,
): void {
  if (connection === undefined) return;
  const { start, captured } = packets.frame(connection.firstFrame);
  const ends = `${connection.orig.host}:${connection.orig.port} → ${connection.resp.host}:${connection.resp.port}`;
  const missed = missedBytes(connection);
  if (missed > 0) {
    tally.add(
      `The capture lacks ${missed} bytes of the TCP connection ${ends} (${connection.id}).`,
      start,
      start + captured,
    );
  }
  const stray = segments.reduce((sum, side) => sum + side.stray, 0);
  if (stray > 0) {
    const reason = `${stray} bytes of ${ends} (${connection.id}) have sequence numbers far outside the stream.`;
    tally.add(reason, start, start + captured);
  }
}
