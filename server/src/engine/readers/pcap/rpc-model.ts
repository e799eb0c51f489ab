import type { ByteStream, Connection, Direction, Slice } from "./model.ts";

export type PduType =
  | "request"
  | "response"
  | "fault"
  | "bind"
  | "bind_ack"
  | "bind_nak"
  | "alter_context"
  | "alter_context_resp"
  | "auth3"
  | "shutdown"
  | "co_cancel"
  | "orphaned";

/** An interface or transfer syntax as it stands on the wire; places are in the PDU. */
export interface Syntax {
  readonly uuid: string;
  /** `major.minor`. */
  readonly version: string;
  readonly at: number;
}

/** A presentation context that a bind or alter_context offers. */
export interface OfferedContext {
  readonly id: number;
  readonly interface: Syntax;
  readonly transfer: readonly Syntax[];
}

/** The answer to an offered context: 0 accepted, 1 and 2 rejected, 3 features negotiated. */
export interface ContextResult {
  readonly result: number;
  readonly reason: number;
  readonly transfer: Syntax;
}

/** The authentication trailer of a PDU; places are in the PDU. */
export interface PduAuth {
  readonly type: number;
  readonly level: number;
  /** Bytes between the stub and the trailer. */
  readonly padding: number;
  readonly start: number;
  readonly token: number;
  readonly end: number;
}

/** What a PDU's type adds to its header; members that do not belong to the type, or were not captured, are absent. */
export interface PduBody {
  readonly contexts?: readonly OfferedContext[] | undefined;
  readonly results?: readonly ContextResult[] | undefined;
  readonly secondaryAddress?: string | undefined;
  readonly secondaryAddressAt?: number | undefined;
  readonly context?: number | undefined;
  readonly opnum?: number | undefined;
  readonly object?: string | undefined;
  readonly status?: number | undefined;
  /** The stub data in the PDU, without padding and trailer (half open). */
  readonly stub?: { readonly start: number; readonly end: number } | undefined;
}

/** One connection-oriented DCE/RPC PDU. */
export interface Pdu extends PduBody {
  readonly type: PduType;
  readonly minor: number;
  readonly flags: number;
  readonly little: boolean;
  readonly call: number;
  readonly length: number;
  readonly authLength: number;
  readonly auth: PduAuth | null;
  /** Not all of its bytes were captured. */
  readonly cut: boolean;
  readonly direction: Direction;
  /** The stream that holds it, with its place there (half open). */
  readonly stream: ByteStream;
  readonly start: number;
  readonly end: number;
  /** The frame with which it was complete. */
  readonly frame: number;
}

/** A named pipe that a session runs over. */
export interface Pipe {
  readonly name: string;
  /** SMB2: the file id as a UUID; SMB1: the 16-bit file id. */
  readonly fid: string;
  readonly smb: 1 | 2;
}

/** One presentation context of a session as it was last defined. */
export interface ContextState {
  readonly id: number;
  readonly interface: Syntax;
  readonly bind: Pdu;
  /** Null while no answer was captured: it is then taken for accepted. */
  result: number | null;
  transfer: Syntax | null;
}

/** A remote call: the fragments of the request and of its answer. Either may be missing. */
export interface RpcCall {
  readonly session: RpcSession;
  readonly id: number;
  readonly direction: Direction;
  readonly request: readonly Pdu[];
  readonly response: readonly Pdu[];
  readonly context: ContextState | null;
  readonly contextId: number | null;
  readonly opnum: number | null;
  readonly object: string | null;
  /** The interface; null when nothing says it. */
  readonly interface: string | null;
  /** The interface is not from a bind but from the object, the port or the pipe. */
  readonly hinted: boolean;
}

/** All RPC of one TCP connection, or of one handle of a named pipe. */
export interface RpcSession {
  readonly connection: Connection;
  readonly pipe: Pipe | null;
  /** In order of arrival. */
  readonly pdus: readonly Pdu[];
  readonly calls: readonly RpcCall[];
  /** Pipe or port, as the server named it in its first bind_ack. */
  readonly secondaryAddress: string | null;
  /** The PDU that names it. */
  readonly naming: Pdu | null;
  /** Bytes of either direction that are no PDUs. */
  readonly skipped: number;
}

/** Where (a part of) a PDU's bytes are. */
export function pduSlices({ stream, start, end }: Pdu, from = 0, to = end - start): readonly Slice[] {
  return stream.slices(start + from, start + to);
}
