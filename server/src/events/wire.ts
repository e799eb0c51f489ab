import type { Span } from "#base/span.ts";

/** A piece of a frame's captured bytes; frames are numbered from 1. */
export interface WirePiece {
  readonly frame: number;
  readonly offset: number;
  readonly length: number;
}

/** Bytes that a signature is looked for in, as one subject. */
export interface WireScope {
  readonly direction: "to_server" | "to_client" | undefined;
  /** The type of the DCE/RPC PDU that it is, such as `bind`. */
  readonly pdu: string | undefined;
  /** Where the bytes begin in their stream. */
  readonly offset: number;
  bytes(): Uint8Array;
  /** Where a range of the bytes stands in the frames of a capture; none for a dump. */
  slices(range: Span): readonly WirePiece[];
  /** Ordinals of the sample's events that a range of the bytes belongs to. */
  eventsOf(range: Span): readonly number[];
}

/** An interface, class or transfer syntax that was named in decoded DCE/RPC, or a call. */
export interface WireRpc {
  readonly uuid: string;
  /** `bind`, `alter_context`, `transfer_syntax`, `tower`, `activation`, `objref`, or `request` for a call. */
  readonly place: string;
  /** The call's number, for requests. */
  readonly opnum: number | undefined;
  readonly direction: "to_server" | "to_client";
  readonly pdu: string;
  readonly events: readonly number[];
  /** The bytes in frames that state it, where they are known: the UUID, or the number of a call. */
  readonly stated?: readonly WirePiece[];
}

export interface WireHttp {
  readonly method: string;
  readonly path: string;
  readonly headers: string;
  readonly body: string;
  readonly events: readonly number[];
}

export interface WireSmb {
  readonly kind: "tree" | "pipe";
  readonly name: string;
  readonly events: readonly number[];
}

/** One connection of a capture, or one dump of bytes, as signatures look at it. */
export interface WireConnection {
  /** What is known beside the bytes: `ports` with directions and protocols, and which protocols are decoded. A dump knows none. */
  readonly decodes: ReadonlySet<"ports" | "rpc" | "http" | "smb">;
  readonly protocols: readonly string[];
  /** The responder's port. */
  readonly port: number | undefined;
  scopes(kind: "frame" | "segment" | "stream" | "pdu" | "stub" | "body"): Iterable<WireScope>;
  rpc(): readonly WireRpc[];
  http(): readonly WireHttp[];
  smb(): readonly WireSmb[];
  /** All connections of the capture, this one among them; absent for a dump. Always the same list for one capture. */
  readonly capture?: () => readonly WireConnection[];
}
