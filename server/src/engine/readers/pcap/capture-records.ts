import type { RpcInterfaces } from "#catalog/rpc-interfaces.ts";
import type { Capture } from "./capture.ts";
import type { CaptureRecord } from "./capture-event.ts";
import { connRecord } from "./conn-records.ts";
import { activationRecord, towerRecord, wmiRecords } from "./dcom-records.ts";
import { httpRecords } from "./http-records.ts";
import { nameRecords, smbRecord } from "./name-records.ts";
import { bindRecords, callRecord, datagramRecord } from "./rpc-records.ts";

/** All events of a capture, in the order of the frames that they begin with; a connection comes before what it carries. */
export function captureRecords(capture: Capture, rpc: RpcInterfaces | undefined): CaptureRecord[] {
  const { packets, services, sessions } = capture;
  const facts = { packets, rpc };
  const records: CaptureRecord[] = packets.connections.map((connection) =>
    connRecord(connection, packets, services.get(connection) ?? null),
  );
  for (const [connection, actions] of capture.smb) {
    for (const action of actions) records.push(smbRecord(action, connection, packets));
  }
  for (const session of sessions) {
    for (const record of bindRecords(session, facts)) records.push(record);
    for (const call of session.calls) {
      const record = callRecord(call, facts);
      if (record !== null) records.push(record);
    }
  }
  for (const datagram of capture.datagrams) records.push(datagramRecord(datagram, facts));
  for (const tower of capture.towers) records.push(towerRecord(tower, facts));
  for (const activation of capture.activations) records.push(activationRecord(activation, facts));
  for (const list of [wmiRecords(capture.wmi, facts), httpRecords(capture.http, packets), nameRecords(capture)]) {
    for (const record of list) records.push(record);
  }
  return records.sort((a, b) => a.frame - b.frame);
}
