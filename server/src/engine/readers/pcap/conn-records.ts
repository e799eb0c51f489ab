import type { CaptureRecord } from "./capture-event.ts";
import { secondsBetween } from "./elapsed.ts";
import type { Connection, Packets } from "./model.ts";
import { RecordBuilder } from "./record-builder.ts";

/** Zeek's conn.log: one event a connection, at its first frame. `service` is what was recognised in it. */
export function connRecord(connection: Connection, packets: Packets, service: string | null): CaptureRecord {
  const { proto, streams, history, vlan, firstFrame, lastFrame, id } = connection;
  const record = new RecordBuilder("conn", firstFrame, connection, packets);
  const first = packets.frame(firstFrame);
  const last = packets.frame(lastFrame);
  const count = connection.packets.orig + connection.packets.resp;
  record.add("proto", proto).add("service", service);
  if (firstFrame !== lastFrame) record.add("duration", secondsBetween(first.ts, last.ts));
  record.add("orig_bytes", streams.orig.length).add("resp_bytes", streams.resp.length);
  record.add("orig_pkts", connection.packets.orig).add("resp_pkts", connection.packets.resp);
  record.add("history", history).add("missed_bytes", missedBytes(connection)).add("vlan", vlan);
  record.add("frames", count).add("tcpStream", proto === "tcp" ? Number(id.slice(4)) : null);
  if (connection.overlap) record.add("weird", "tcp_overlap");
  return record.cover([whole(first), whole(last)]).build();
}

const whole = ({ number, captured }: { readonly number: number; readonly captured: number }) => ({
  frame: number,
  offset: 0,
  length: captured,
});

/** Bytes of a connection's streams that were not captured. */
export function missedBytes({ streams }: Connection): number {
  const gaps = [...streams.orig.gaps, ...streams.resp.gaps];
  return gaps.reduce((sum, { start, end }) => sum + end - start, 0);
}
