import type { ByteStream, Connection } from "./model.ts";
import { readBody } from "./pdu-body.ts";
import { type PduHeader, readPduHeader } from "./pdu-header.ts";

const NDR = "8a885d04-1ceb-11c9-9fe8-08002b104860";
const NDR64 = "71710533-beba-4937-8319-b5dbef9ccc36";
const FEATURES = "6cb71c2c-9812-4540-";
/** Ports on which nothing is taken for RPC by its looks: DNS and web traffic may hold any bytes. */
const NEVER = new Set([53, 80]);

/**
 * Whether a TCP connection carries DCE/RPC: it begins with a bind or alter_context that offers a known transfer syntax, or
 * with any PDU on a port that is known for RPC.
 */
export function isRpc(connection: Connection, knownPort: boolean): boolean {
  const { orig, resp, streams } = connection;
  if (NEVER.has(orig.port) || NEVER.has(resp.port)) return false;
  const heads = [streams.orig, streams.resp].map(firstHeader);
  if (knownPort && heads.some((header) => header !== null)) return true;
  if ([streams.orig, streams.resp].some((stream, i) => offersTransfer(stream, heads[i] ?? null))) return true;
  return isAnswered(heads[0] ?? null, heads[1] ?? null);
}

function firstHeader(stream: ByteStream): PduHeader | null {
  const head = stream.view(0, 16);
  return head === null ? null : readPduHeader(head);
}

function offersTransfer(stream: ByteStream, header: PduHeader | null): boolean {
  if (header === null || (header.type !== "bind" && header.type !== "alter_context")) return false;
  const bytes = stream.view(0, Math.min(header.length, stream.gaps[0]?.start ?? stream.length, stream.length));
  const contexts = bytes === null ? [] : (readBody(bytes, header, null).contexts ?? []);
  return contexts.some(({ transfer }) => transfer.some(({ uuid }) => isTransferSyntax(uuid)));
}

function isTransferSyntax(uuid: string): boolean {
  return uuid === NDR || uuid === NDR64 || uuid.startsWith(FEATURES);
}

const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  bind: ["bind_ack", "bind_nak"],
  alter_context: ["alter_context_resp", "fault"],
  request: ["response", "fault"],
};

/** Both sides begin with PDUs of which one answers the other: a capture that was started late, or cut in length. */
function isAnswered(first: PduHeader | null, second: PduHeader | null): boolean {
  if (first === null || second === null || first.call !== second.call) return false;
  return (ANSWERS[first.type] ?? []).includes(second.type);
}
