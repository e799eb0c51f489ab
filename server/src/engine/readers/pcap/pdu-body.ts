import { u16, u32, uuidAt } from "./bytes.ts";
import type { PduHeader } from "./pdu-header.ts";
import type { ContextResult, OfferedContext, PduAuth, PduBody, Syntax } from "./rpc-model.ts";

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Where a PDU's authentication trailer begins; null when there is none, or when its length does not fit into the PDU. */
export function trailerStart({ length, authLength }: PduHeader): number | null {
  const start = length - authLength - 8;
  return authLength === 0 || start < 16 ? null : start;
}

/** The authentication trailer of its first eight bytes. */
export function readAuth(trailer: Uint8Array, start: number, { length }: PduHeader): PduAuth {
  const [type = 0, level = 0, padding = 0] = trailer;
  return { type, level, padding, start, token: start + 8, end: length };
}

/** How many bytes of a PDU {@link readBody} needs. */
export function bodyReach({ type, length }: PduHeader): number {
  return type === "request" || type === "response" || type === "fault" ? Math.min(length, 40) : length;
}

/** What stands behind the header, by the PDU's type. `bytes` may be shorter than the PDU when it was cut. */
export function readBody(bytes: Uint8Array, header: PduHeader, auth: PduAuth | null): PduBody {
  switch (header.type) {
    case "bind":
    case "alter_context":
      return { contexts: readContexts(bytes, header, auth) };
    case "bind_ack":
    case "alter_context_resp":
      return readResults(bytes, header, auth);
    case "request":
      return readRequest(bytes, header, auth);
    case "response":
    case "fault":
      return readAnswer(bytes, header, auth);
    default:
      return {};
  }
}

function syntaxAt(bytes: Uint8Array, at: number, little: boolean): Syntax {
  const version = u32(bytes, at + 16, little);
  return { uuid: uuidAt(bytes, at, little), version: `${version & 0xffff}.${version >>> 16}`, at };
}

function endOf(bytes: Uint8Array, header: PduHeader, auth: PduAuth | null): number {
  return Math.min(bytes.length, auth?.start ?? header.length);
}

function readContexts(bytes: Uint8Array, header: PduHeader, auth: PduAuth | null): OfferedContext[] {
  const { little } = header;
  const end = endOf(bytes, header, auth);
  const contexts: OfferedContext[] = [];
  let at = 28;
  for (let left = bytes[24] ?? 0; left > 0 && at + 24 <= end; left--) {
    const id = u16(bytes, at, little);
    const offered = syntaxAt(bytes, at + 4, little);
    const transfer: Syntax[] = [];
    const count = bytes[at + 2] ?? 0;
    at += 24;
    for (let i = 0; i < count && at + 20 <= end; i++, at += 20) transfer.push(syntaxAt(bytes, at, little));
    contexts.push({ id, interface: offered, transfer });
    if (transfer.length < count) break;
  }
  return contexts;
}

function readResults(bytes: Uint8Array, header: PduHeader, auth: PduAuth | null): PduBody {
  const { little } = header;
  const end = endOf(bytes, header, auth);
  if (end < 26) return {};
  const length = u16(bytes, 24, little);
  const text = latin1(bytes.subarray(26, Math.min(26 + length, end)));
  // The NUL counts, but some senders leave it out.
  const secondaryAddress = text.split("\0")[0] ?? "";
  const results: ContextResult[] = [];
  let at = (26 + length + 3) & ~3;
  const count = at < end ? (bytes[at] ?? 0) : 0;
  at += 4;
  for (let i = 0; i < count && at + 24 <= end; i++, at += 24) {
    results.push({
      result: u16(bytes, at, little),
      reason: u16(bytes, at + 2, little),
      transfer: syntaxAt(bytes, at + 4, little),
    });
  }
  return { results, secondaryAddress, secondaryAddressAt: 26 };
}

/** The stub ends before the padding that the trailer counts. */
function stubOf(start: number, header: PduHeader, auth: PduAuth | null): PduBody["stub"] {
  const padding = auth?.padding ?? 0;
  const behind = auth?.start ?? header.length;
  const end = behind - padding >= start ? behind - padding : behind;
  return { start: Math.min(start, end), end };
}

function readRequest(bytes: Uint8Array, header: PduHeader, auth: PduAuth | null): PduBody {
  if (bytes.length < 24) return {};
  const { little, flags } = header;
  const named = (flags & 0x80) !== 0 && bytes.length >= 40;
  const stub = stubOf((flags & 0x80) !== 0 ? 40 : 24, header, auth);
  const object = named ? uuidAt(bytes, 24, little) : undefined;
  return { context: u16(bytes, 20, little), opnum: u16(bytes, 22, little), stub, object };
}

function readAnswer(bytes: Uint8Array, header: PduHeader, auth: PduAuth | null): PduBody {
  if (bytes.length < 24) return {};
  const { little, type } = header;
  const stub = stubOf(type === "fault" ? 32 : 24, header, auth);
  const status = type === "fault" && bytes.length >= 28 ? u32(bytes, 24, little) : undefined;
  return { context: u16(bytes, 20, little), stub, status };
}
