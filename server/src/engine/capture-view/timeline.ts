import type { RpcInterfaces } from "#catalog/rpc-interfaces.ts";
import type { CaptureRecord } from "../readers/pcap/capture-event.ts";
import { eventText } from "./event-text.ts";

const WHAT_WIDTH = 13;
const NAME_WIDTH = 44;

/**
 * A capture's events, one a line: frame, time (UTC; with the day when the capture has several), endpoints, what happened. Line n
 * is event `from` + n. The columns are as wide as the whole capture needs, so they agree between pages.
 */
export function timelineLines(
  records: readonly CaptureRecord[],
  from: number,
  count: number,
  rpc: RpcInterfaces | undefined,
): readonly string[] {
  const days = new Set(records.map(({ ts }) => day(ts)));
  const widths = { frame: 0, ends: 0 };
  for (const record of records) {
    widths.frame = Math.max(widths.frame, String(record.frame).length + 1);
    widths.ends = Math.max(widths.ends, endpoints(record).length);
  }
  return records.slice(from, from + count).map((record) => {
    const { what, name, detail } = eventText(record, rpc);
    const frame = `#${record.frame}`.padEnd(widths.frame);
    const time = days.size > 1 ? `${day(record.ts)} ${timeOfDay(record.ts)}` : timeOfDay(record.ts);
    const cells = [
      frame,
      time,
      endpoints(record).padEnd(widths.ends),
      what.padEnd(WHAT_WIDTH),
      name.padEnd(NAME_WIDTH),
    ];
    return [...cells, detail.join(", ")].join("  ").trimEnd();
  });
}

function endpoints({ connection: { orig, resp } }: CaptureRecord): string {
  return [orig, resp]
    .map(({ host, port }) => (host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`))
    .join(" → ");
}

function isoOf(ts: string): string {
  const [seconds = "0"] = ts.split(".");
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString();
}

function day(ts: string): string {
  return isoOf(ts).slice(0, 10);
}

function timeOfDay(ts: string): string {
  const fraction = (ts.split(".")[1] ?? "").slice(0, 3).padEnd(3, "0");
  return `${isoOf(ts).slice(11, 19)}.${fraction}`;
}
