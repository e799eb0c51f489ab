/** A piece of one frame's captured bytes. Frames are numbered from 1 in file order, offsets count from the frame's first byte. */
export interface Slice {
  readonly frame: number;
  readonly offset: number;
  readonly length: number;
}

/** One captured packet. */
export interface Frame {
  readonly number: number;
  /** Where its bytes begin in the capture file. */
  readonly start: number;
  /** Bytes in the file, and bytes that were on the wire. */
  readonly captured: number;
  readonly length: number;
  /** Epoch seconds as exact text, with six or nine digits of fraction. */
  readonly ts: string;
}

/** The TCP or UDP payload of one frame. */
export interface Segment {
  readonly connection: Connection;
  readonly direction: Direction;
  /** In the frame. */
  readonly offset: number;
  readonly length: number;
}

export type Direction = "orig" | "resp";

/** Bytes that were never captured, in stream offsets (half open). */
export interface Gap {
  readonly start: number;
  readonly end: number;
}

/**
 * Bytes in order as one side sent them: of a TCP direction, of a UDP direction (datagrams end to end), or of a named pipe.
 * Offsets count from the first byte of the stream; bytes that are missing count too.
 */
export interface ByteStream {
  readonly length: number;
  readonly gaps: readonly Gap[];
  /** The bytes of a range; null when the range leaves the stream or touches a gap. Never write to them. */
  view(start: number, end: number): Uint8Array | null;
  /** Where the bytes of a range are, in order; gaps give nothing. */
  slices(start: number, end: number): readonly Slice[];
  /** The frame with which all bytes before `end` had arrived. */
  arrival(end: number): number;
}

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** A TCP connection or a UDP exchange between two endpoints. */
export interface Connection {
  /** `tcp-0`, `tcp-1`, …, `udp-0`, …: by kind, in order of the first frame. */
  readonly id: string;
  readonly proto: "tcp" | "udp";
  readonly orig: Endpoint;
  readonly resp: Endpoint;
  /** The connection's opening was captured. */
  readonly handshake: boolean;
  readonly vlan: number | null;
  /** Numbers of its first and last frame, and how many there are from each side. */
  readonly firstFrame: number;
  readonly lastFrame: number;
  readonly packets: Readonly<Record<Direction, number>>;
  readonly streams: Readonly<Record<Direction, ByteStream>>;
  /** Zeek's letters for what happened, in order: upper case for the originator. */
  readonly history: string;
  /** A retransmission carried other bytes than the first copy. */
  readonly overlap: boolean;
  /** For UDP: where each datagram begins in its stream, with its frame. */
  readonly datagrams: readonly Datagram[];
}

export interface Datagram {
  readonly direction: Direction;
  readonly frame: number;
  readonly start: number;
  readonly end: number;
}

/** What could not be read of a capture; a byte range of the file. */
export interface CaptureProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** A capture file, decoded down to streams. It keeps the file's bytes and copies none of them. */
export interface Packets {
  readonly format: "pcap" | "pcapng";
  readonly bytes: Uint8Array;
  readonly frameCount: number;
  /** A frame by its number, 1 to `frameCount`. Throws for others. */
  frame(number: number): Frame;
  /** The captured bytes of a frame. Never write to them. */
  frameBytes(number: number): Uint8Array;
  /** The payload of a frame that is (or completes) a TCP segment or UDP datagram and holds all of it. */
  segment(number: number): Segment | null;
  readonly connections: readonly Connection[];
  readonly problems: readonly CaptureProblem[];
}
