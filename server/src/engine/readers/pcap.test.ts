import { expect, test } from "vitest";
import { bytesSource } from "../sources.ts";
import { originsOf } from "./pcap/capture-event.ts";
import { pcap } from "./pcap.ts";
import type { ReadProblem } from "./reader.ts";

/** A classic capture of raw IP packets, one a millisecond. */
function capture(packets: readonly Uint8Array[]): Uint8Array {
  const out: number[] = [0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, ...new Array(10).fill(0), 4, 0, 101, 0, 0, 0];
  const u32 = (n: number): number[] => [n & 255, (n >> 8) & 255, (n >> 16) & 255, n >>> 24];
  packets.forEach((packet, i) => {
    out.push(...u32(1_700_000_000), ...u32(i * 1000 + 7), ...u32(packet.length), ...u32(packet.length), ...packet);
  });
  return new Uint8Array(out);
}

/** An IPv4 packet from 10.0.0.1:5000 to 10.0.0.2:80. */
function tcp(sequence: number, flags: number, text: string): Uint8Array {
  const total = 40 + text.length;
  const ip = [0x45, 0, total >> 8, total & 255, 0, 1, 0, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2];
  const header = [0x13, 0x88, 0, 80, 0, 0, sequence >> 8, sequence & 255, 0, 0, 0, 0, 0x50, flags, 0, 9, 0, 0, 0, 0];
  return new Uint8Array([...ip, ...header, ...[...text].map((c) => c.charCodeAt(0))]);
}

async function read(bytes: Uint8Array) {
  const problems: ReadProblem[] = [];
  const events = [];
  const context = { sample: 0, windowsProfile: "xml" as const, timeZone: "UTC", defaults: {} };
  const signal = new AbortController().signal;
  const problem = (found: ReadProblem): number => problems.push(found);
  for await (const batch of pcap.read(bytesSource("a.pcap", bytes), { ...context, signal, progress() {}, problem })) {
    events.push(...batch);
  }
  return { events, problems };
}

test("a connection is one line of JSON with Zeek's names", async () => {
  const { events, problems } = await read(capture([tcp(99, 2, ""), tcp(102, 24, "cd"), tcp(100, 24, "ab")]));
  expect(problems).toEqual([]);
  expect(events).toHaveLength(1);
  const [conn] = events;
  expect(conn?.fields.get("sourcetype")).toBe("conn");
  expect(conn?.fields.get("ts")).toBe("1700000000.000007");
  expect(conn?.fields.get("id.resp_p")).toBe("80");
  expect(conn?.fields.get("orig_bytes")).toBe("4");
  expect(conn?.raw()).not.toContain("\n");
  expect(conn === undefined ? null : originsOf(conn, "uid")).toEqual([]);
});

test("a cut file is read as far as it goes, and the loss is said", async () => {
  const whole = capture([tcp(99, 2, ""), tcp(100, 24, "abcd")]);
  const { events, problems } = await read(whole.subarray(0, whole.length - 2));
  expect(events[0]?.fields.get("orig_bytes")).toBe("2");
  expect(problems.map(({ message }) => message)).toEqual([
    "The file ends in the middle of its last frame: 2 of 44 bytes are missing.",
  ]);
});
