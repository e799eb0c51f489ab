import { type Activation, portOf } from "./activation.ts";
import type { CaptureRecord } from "./capture-event.ts";
import type { Slice } from "./model.ts";
import { RecordBuilder } from "./record-builder.ts";
import { type Pdu, pduSlices, type RpcCall } from "./rpc-model.ts";
import { operationName, type RecordFacts } from "./rpc-records.ts";
import { type Found, originOf, type Stub } from "./stub.ts";
import type { Tower } from "./towers.ts";
import type { WmiCall } from "./wmi-calls.ts";

function start(kind: string, call: RpcCall, pdus: readonly Pdu[], { packets }: RecordFacts): RecordBuilder {
  const frame = (pdus[0] ?? call.response[0] ?? call.request[0])?.frame ?? 1;
  const covered = [...call.request, ...call.response].flatMap((pdu) => pduSlices(pdu));
  return new RecordBuilder(kind, frame, call.session.connection, packets).cover(covered);
}

const at = (stub: Stub | null, ...found: readonly (Found<unknown> | null)[]): readonly Slice[] =>
  stub === null ? [] : originOf(stub, ...found);

/** One `epm` event a tower: what was asked for, and what was answered. */
export function towerRecord(tower: Tower, facts: RecordFacts): CaptureRecord {
  const { call, side, stub, port, pipe } = tower;
  const record = start("epm", call, call[side], facts);
  record.add("operation", operationName(call.interface, call.opnum ?? 0, facts.rpc)).add("side", side);
  record.add("interface_uuid", tower.interface.value, at(stub, tower.interface));
  record.add("interface_version", tower.version).add("transport", tower.transport);
  record.add("port", port?.value, at(stub, port)).add("pipe", pipe?.value, at(stub, pipe)).add("host", tower.host);
  return record.build();
}

/** One `dcom` event an activation. */
export function activationRecord(activation: Activation, facts: RecordFacts): CaptureRecord {
  const { call, request, response, clsid, iids, serverName, oxid, remUnknown, bindings } = activation;
  const record = start("dcom", call, call.request, facts);
  record.add("clsid", clsid?.value, at(request, clsid));
  record.add("class", clsid === null ? null : facts.rpc?.clsid(clsid.value)?.name, at(request, clsid));
  record.add(
    "iids",
    iids.map(({ value }) => value),
    at(request, ...iids),
  );
  record.add("server_name", serverName?.value, at(request, serverName)).add("oxid", oxid?.value, at(response, oxid));
  record.add("rem_unknown", remUnknown?.value, at(response, remUnknown));
  const places = bindings.map(({ start: from, end }) => ({ value: null, start: from, end }));
  if (bindings.length > 0)
    record.add(
      "bindings",
      bindings.map(({ address }) => address),
      at(response, ...places),
    );
  const withPort = bindings.findIndex((binding) => portOf(binding) !== null);
  const binding = bindings[withPort];
  if (binding !== undefined) record.add("dynamic_port", portOf(binding), at(response, places[withPort] ?? null));
  return record.build();
}

/** What an earlier call of a session has told; WMI names namespace and client once. */
interface Known {
  namespace: Told | null;
  host: Told | null;
  pid: Told | null;
}

interface Told {
  readonly value: string | number;
  readonly origin: readonly Slice[];
}

/** One `wmi` event a call to WMI; namespace and client are those that the connection's login has named. */
export function wmiRecords(calls: readonly WmiCall[], facts: RecordFacts): CaptureRecord[] {
  const bySession = new Map<unknown, Known>();
  return calls.map((wmi) => {
    const { session } = wmi.call;
    const known = bySession.get(session) ?? { namespace: null, host: null, pid: null };
    bySession.set(session, known);
    const told = (found: Found<string | number> | null): Told | null =>
      found === null ? null : { value: found.value, origin: at(wmi.request, found) };
    known.namespace = told(wmi.namespace) ?? known.namespace;
    known.host = told(wmi.clientHost) ?? known.host;
    known.pid = told(wmi.clientPid) ?? known.pid;
    return wmiRecord(wmi, known, facts);
  });
}

function wmiRecord(wmi: WmiCall, { namespace, host, pid }: Known, facts: RecordFacts): CaptureRecord {
  const { call, request, response } = wmi;
  const record = start("wmi", call, call.request, facts);
  const opnumAt = call.request[0] === undefined ? [] : pduSlices(call.request[0], 22, 24);
  if (call.opnum !== null) record.add("operation", operationName(call.interface, call.opnum, facts.rpc), opnumAt);
  record.add("namespace", namespace?.value, namespace?.origin).add("client_host", host?.value, host?.origin);
  record.add("client_pid", pid?.value, pid?.origin);
  record.add("method", wmi.method?.value, at(request, wmi.method));
  record.add("object_path", wmi.objectPath?.value, at(request, wmi.objectPath));
  record.add("command_line", wmi.commandLine?.value, at(request, wmi.commandLine));
  record.add("process_id", wmi.processId?.value, at(response, wmi.processId));
  record.add("return_value", wmi.returnValue?.value, at(response, wmi.returnValue));
  return record.add("readable", wmi.readable).build();
}
