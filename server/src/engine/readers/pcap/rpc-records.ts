import type { RpcInterfaces } from "#catalog/rpc-interfaces.ts";
import type { CaptureRecord } from "./capture-event.ts";
import { DeferredRecord } from "./deferred-record.ts";
import { secondsBetween } from "./elapsed.ts";
import type { Packets, Slice } from "./model.ts";
import { RecordBuilder } from "./record-builder.ts";
import type { RpcDatagram } from "./rpc-datagrams.ts";
import { type Pdu, pduSlices, type RpcCall, type RpcSession, type Syntax } from "./rpc-model.ts";
import { isSealed, stubStream } from "./stub.ts";

/** What the events of a capture are made with. */
export interface RecordFacts {
  readonly packets: Packets;
  /** Names of interfaces and procedures; without it Zeek's words for unknown ones stand. */
  readonly rpc: RpcInterfaces | undefined;
}

/** Zeek's endpoint for an interface; the protocol document's name for one that Zeek does not know. */
export function endpointName(uuid: string, rpc: RpcInterfaces | undefined): string {
  const known = rpc?.byUuid(uuid);
  return known?.zeekEndpoint ?? known?.name ?? `unknown-${uuid}`;
}

/** Zeek's operation for a procedure; the protocol document's name for one that Zeek does not know. */
export function operationName(uuid: string | null, opnum: number, rpc: RpcInterfaces | undefined): string {
  const known = uuid === null ? undefined : rpc?.method(uuid, opnum);
  return known?.zeek ?? known?.name ?? `unknown-${opnum}`;
}

/** One `dce_rpc` event a call; its fields are made when they are asked for. */
export function callRecord(call: RpcCall, facts: RecordFacts): CaptureRecord | null {
  const first = call.request[0] ?? call.response[0];
  if (first === undefined) return null;
  const { connection } = call.session;
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const pdus of [call.request, call.response]) {
    for (const { frame, offset, length } of pdus.flatMap((pdu) => pduSlices(pdu))) {
      const at = facts.packets.frame(frame).start + offset;
      start = Math.min(start, at);
      end = Math.max(end, at + length);
    }
  }
  const place = { kind: "dce_rpc", frame: first.frame, connection, start, end };
  return new DeferredRecord(place, facts.packets, () => builtCall(call, first, facts));
}

function builtCall(call: RpcCall, first: Pdu, { packets, rpc }: RecordFacts): CaptureRecord {
  const { session, interface: uuid, opnum, context, request, response } = call;
  const asked = request[0];
  const answer = response[0];
  const record = new RecordBuilder("dce_rpc", first.frame, session.connection, packets);
  if (asked !== undefined && answer !== undefined) {
    record.add("rtt", secondsBetween(packets.frame(asked.frame).ts, packets.frame(answer.frame).ts));
  }
  record.add("named_pipe", session.secondaryAddress ?? (session.pipe?.name || null), sessionPipeOrigin(session));
  const bound = context === null ? [] : syntaxOrigin(context.bind, context.interface);
  const opnumAt = asked === undefined ? [] : pduSlices(asked, 22, 24);
  if (uuid !== null) record.add("endpoint", endpointName(uuid, rpc), bound);
  if (opnum !== null) record.add("operation", operationName(uuid, opnum, rpc), opnumAt);
  record.add("interface_uuid", uuid, bound);
  record.add(
    "interface_version",
    context?.interface.version,
    context === null ? [] : versionOrigin(context.bind, context.interface),
  );
  record.add("opnum", opnum, opnumAt).add("ctx", call.contextId, pduSlices(first, 20, 22));
  record.add("call_id", call.id, pduSlices(first, 12, 16));
  if (first.auth !== null) {
    record.add("auth_level", first.auth.level, pduSlices(first, first.auth.start + 1, first.auth.start + 2));
    record.add("auth_type", first.auth.type, pduSlices(first, first.auth.start, first.auth.start + 1));
  }
  record.add("encrypted", isSealed([...request, ...response]));
  record.add("object", call.object, asked?.object === undefined ? [] : pduSlices(asked, 24, 40));
  record.add("fragments", request.length + response.length);
  if (asked !== undefined) record.add("request_len", stubStream(request).length);
  if (answer !== undefined) record.add("response_len", stubStream(response).length);
  const fault = response.find(({ status }) => status !== undefined);
  if (fault?.status !== undefined)
    record.add("fault", `0x${fault.status.toString(16).padStart(8, "0")}`, pduSlices(fault, 24, 28));
  if (call.hinted) record.add("hinted", true);
  if (isMixed(call)) record.add("weird", "dce_rpc_fragment_mismatch");
  return record.build();
}

/** Later fragments name another context or procedure than the first. */
function isMixed({ request }: RpcCall): boolean {
  return request.some(({ context, opnum }) => context !== request[0]?.context || opnum !== request[0]?.opnum);
}

const syntaxOrigin = (pdu: Pdu, { at }: Syntax): readonly Slice[] => pduSlices(pdu, at, at + 16);
const versionOrigin = (pdu: Pdu, { at }: Syntax): readonly Slice[] => pduSlices(pdu, at + 16, at + 20);

function sessionPipeOrigin({ naming, secondaryAddress }: RpcSession): readonly Slice[] {
  const at = naming?.secondaryAddressAt;
  return naming === null || at === undefined ? [] : pduSlices(naming, at, at + (secondaryAddress ?? "").length);
}

/** One `dce_rpc_bind` event for each bind and alter_context of a session. */
export function bindRecords(session: RpcSession, facts: RecordFacts): CaptureRecord[] {
  const records: CaptureRecord[] = [];
  const open = new Map<string, Pdu>();
  const acks = new Map<Pdu, Pdu>();
  for (const pdu of session.pdus) {
    if (pdu.contexts !== undefined) open.set(`${pdu.direction} ${pdu.call}`, pdu);
    if (pdu.results === undefined) continue;
    const asked = open.get(`${pdu.direction === "orig" ? "resp" : "orig"} ${pdu.call}`);
    if (asked !== undefined && !acks.has(asked)) acks.set(asked, pdu);
  }
  for (const pdu of session.pdus) {
    if (pdu.contexts !== undefined) records.push(bindRecord(session, pdu, acks.get(pdu), facts));
  }
  return records;
}

function bindRecord(session: RpcSession, pdu: Pdu, ack: Pdu | undefined, { packets, rpc }: RecordFacts): CaptureRecord {
  const contexts = pdu.contexts ?? [];
  const record = new RecordBuilder("dce_rpc_bind", pdu.frame, session.connection, packets);
  record.add("kind", pdu.type, pduSlices(pdu, 2, 3));
  const offered = contexts.map(({ id, interface: { uuid, version }, transfer }) => ({
    ctx: id,
    endpoint: endpointName(uuid, rpc),
    interface_uuid: uuid,
    interface_version: version,
    transfer: transfer.map((syntax) => syntax.uuid),
  }));
  record.add(
    "contexts",
    offered,
    contexts.flatMap((context) => syntaxOrigin(pdu, context.interface)),
  );
  if (ack?.results !== undefined) {
    const accepted = contexts.filter((_, i) => ack.results?.[i]?.result === 0).map(({ id }) => id);
    record.add(
      "accepted",
      accepted,
      ack.results.flatMap(({ transfer }) => pduSlices(ack, transfer.at - 4, transfer.at)),
    );
    const at = ack.secondaryAddressAt ?? 0;
    if (ack.secondaryAddress)
      record.add("sec_addr", ack.secondaryAddress, pduSlices(ack, at, at + ack.secondaryAddress.length));
  }
  if (pdu.auth !== null) {
    record.add("auth_type", pdu.auth.type, pduSlices(pdu, pdu.auth.start, pdu.auth.start + 1));
    record.add("auth_level", pdu.auth.level, pduSlices(pdu, pdu.auth.start + 1, pdu.auth.start + 2));
  }
  return record.cover(pduSlices(pdu)).build();
}

/** One `dce_rpc` event for a connectionless request or answer. */
export function datagramRecord(one: RpcDatagram, { packets, rpc }: RecordFacts): CaptureRecord {
  const { connection, datagram, opnum, object } = one;
  const at = (from: number, to: number): readonly Slice[] =>
    connection.streams[datagram.direction].slices(datagram.start + from, datagram.start + to);
  const record = new RecordBuilder("dce_rpc", datagram.frame, connection, packets);
  record.add("endpoint", endpointName(one.interface, rpc), at(24, 40));
  record.add("operation", operationName(one.interface, opnum, rpc), at(68, 70));
  record.add("interface_uuid", one.interface, at(24, 40)).add("interface_version", one.version, at(60, 64));
  record.add("opnum", opnum, at(68, 70)).add("call_id", one.sequence, at(64, 68));
  record.add("kind", one.type, at(1, 2));
  // The field is always there; zeros mean that no object is called.
  if (!/^[0-]+$/.test(object)) record.add("object", object, at(8, 24));
  return record.cover(at(0, datagram.end - datagram.start)).build();
}
