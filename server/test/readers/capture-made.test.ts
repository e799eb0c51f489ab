import { describe, expect, test } from "vitest";
import { openCapture } from "#engine/readers/pcap/capture.ts";
import { originsOf } from "#engine/readers/pcap/capture-event.ts";
import { stubStream } from "#engine/readers/pcap/stub.ts";
import { pcap } from "#engine/readers/pcap.ts";
import { bytesSource } from "#engine/sources.ts";
import {
  ascii,
  be16,
  bind,
  block,
  classic,
  ipv4,
  le16,
  le32,
  request,
  session,
  tcp,
  tcpHeader,
  WMI,
  wireUuid,
} from "./make-capture.ts";
import { cutSource, plain, readAll } from "./read-all.ts";

const textOf = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString("latin1");
const orig = (bytes: Uint8Array) => openCapture(bytes).packets.connections[0]?.streams.orig;
const OPEN = tcp(99, [], { flags: 2 });

describe("files", () => {
  test.each([{}, { nano: true }, { big: true }, { nano: true, big: true }])("classic, %o", (options) => {
    const { packets } = openCapture(classic([OPEN, tcp(100, ascii("abc"))], options));
    expect(packets.frame(2).ts).toBe("nano" in options ? "1700000000.002000002" : "1700000000.002000");
    expect(textOf(packets.connections[0]?.streams.orig.view(0, 3))).toBe("abc");
    expect(packets.problems).toEqual([]);
  });

  test("pcapng: interfaces with their own units, simple packets, other blocks", () => {
    const packet = tcp(100, ascii("abc"));
    const padding = new Array((4 - (packet.length % 4)) % 4).fill(0);
    const nano = [...le16(9), ...le16(1), 9, 0, 0, 0, ...le16(0), ...le16(0)];
    const ticks = 1_700_000_000_123_456_789n;
    const time = [...le32(Number(ticks >> 32n)), ...le32(Number(ticks & 0xffffffffn))];
    const bytes = new Uint8Array([
      ...block(0x0a0d0d0a, [...le32(0x1a2b3c4d), ...le16(1), ...le16(0), ...new Array(8).fill(255)]),
      ...block(1, [...le16(101), 0, 0, ...le32(0)]),
      ...block(1, [...le16(101), 0, 0, ...le32(0), ...nano]),
      ...block(4, [1, 2, 3, 4]),
      ...block(6, [...le32(1), ...time, ...le32(packet.length), ...le32(packet.length), ...packet, ...padding]),
      ...block(3, [...le32(packet.length), ...packet]),
    ]);
    const { packets } = openCapture(bytes);
    expect(packets.frameCount).toBe(2);
    expect(packets.frame(1).ts).toBe("1700000000.123456789");
    expect(packets.connections[0]?.packets.orig).toBe(2);
  });

  test("a frame that the snap length has cut leaves a gap", () => {
    const stream = orig(classic([OPEN, tcp(100, ascii("abcdef")), tcp(106, ascii("gh"))], { snap: 43 }));
    expect(stream?.gaps).toEqual([{ start: 3, end: 6 }]);
    expect(textOf(stream?.view(0, 3))).toBe("abc");
    expect(stream?.view(2, 7)).toBeNull();
  });
});

describe("packets", () => {
  test("IPv4 with total length 0 goes on to the end of the frame; padding does not", () => {
    const offloaded = ipv4(tcpHeader(100, ascii("abc")), { total: 0 });
    expect(textOf(orig(classic([OPEN, offloaded]))?.view(0, 3))).toBe("abc");
    expect(orig(classic([OPEN, [...tcp(100, ascii("abc")), 0, 0, 0]]))?.length).toBe(3);
  });

  test("fragments in any order; their bytes stay where they were captured", () => {
    const whole = tcpHeader(100, ascii("abcdefghijkl"));
    const first = ipv4(whole.slice(0, 24), { fragment: 0x2000 });
    const last = ipv4(whole.slice(24), { fragment: 3 });
    const { packets } = openCapture(classic([OPEN, last, first]));
    const stream = packets.connections[0]?.streams.orig;
    expect(textOf(stream?.view(0, 12))).toBe("abcdefghijkl");
    expect(stream?.slices(0, 12)).toEqual([
      { frame: 3, offset: 40, length: 4 },
      { frame: 2, offset: 20, length: 8 },
    ]);
    expect(stream?.arrival(12)).toBe(3);
  });

  test("a fragment that never becomes whole is told", () => {
    const { packets } = openCapture(classic([ipv4(tcpHeader(1, ascii("abc")).slice(0, 16), { fragment: 0x2000 })]));
    expect(packets.problems.map(({ message }) => message)).toEqual([
      "Not all fragments of an IP datagram were captured; it cannot be read.",
    ]);
  });

  test("IPv6 behind extension headers", () => {
    const payload = tcpHeader(100, ascii("abc"));
    const address = (last: number): number[] => [0xfe, 0x80, ...new Array(13).fill(0), last];
    const header = [0x60, 0, 0, 0, ...be16(payload.length + 16), 0, 64, ...address(1), ...address(2)];
    const packet = [...header, 60, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, ...payload];
    const { packets } = openCapture(classic([packet]));
    expect(packets.connections[0]?.orig).toEqual({ host: "fe80::1", port: 50000 });
    expect(textOf(packets.connections[0]?.streams.orig.view(0, 3))).toBe("abc");
  });
});

describe("TCP", () => {
  test("out of order, repeated and overlapping segments: the first copy of a byte stays", () => {
    const frames = [OPEN, tcp(103, ascii("DEF")), tcp(100, ascii("abcd")), tcp(104, ascii("Xf")), tcp(99, [0])];
    const { packets } = openCapture(classic(frames));
    const [connection] = packets.connections;
    expect(textOf(connection?.streams.orig.view(0, 6))).toBe("abcDEF");
    expect(connection?.overlap).toBe(true);
    expect(connection?.streams.orig.gaps).toEqual([]);
  });

  test("equal copies are no overlap", () => {
    const frames = [OPEN, tcp(102, ascii("cd")), tcp(100, ascii("abc")), tcp(100, ascii("abcd"))];
    expect(openCapture(classic(frames)).packets.connections[0]?.overlap).toBe(false);
  });

  test("sequence numbers run over", () => {
    const frames = [tcp(0xfffffffd, [], { flags: 2 }), tcp(0xfffffffe, ascii("abc")), tcp(1, ascii("de"))];
    expect(textOf(orig(classic(frames))?.view(0, 5))).toBe("abcde");
  });

  test("a hole is counted and told with its place", () => {
    const { packets } = openCapture(classic([OPEN, tcp(100, ascii("ab")), tcp(110, ascii("k"))]));
    expect(packets.connections[0]?.streams.orig.gaps).toEqual([{ start: 2, end: 10 }]);
    expect(packets.problems[0]?.message).toContain("lacks 8 bytes");
  });

  test("an opening on a closed pair of ports begins another connection", () => {
    const close = [tcp(100, [], { flags: 0x14 }), tcp(899, [], { flags: 2 }), tcp(900, ascii("z"))];
    expect(openCapture(classic([OPEN, ...close])).packets.connections.map(({ id }) => id)).toEqual(["tcp-0", "tcp-1"]);
  });
});

describe("RPC", () => {
  test("a call in fragments, paired with its answer", () => {
    const [call, ...others] = openCapture(classic(session())).sessions[0]?.calls ?? [];
    expect(others).toEqual([]);
    expect([call?.interface, call?.opnum, call?.contextId]).toEqual([WMI, 24, 7]);
    expect(textOf(stubStream(call?.request ?? []).view(0, 8))).toBe("abcdefgh");
    expect(textOf(stubStream(call?.response ?? []).view(0, 4))).toBe("done");
  });

  test("big-endian PDUs name the same interface", () => {
    const asked = bind(WMI, true);
    const frames = [OPEN, tcp(100, asked), tcp(100 + asked.length, request(2, 24, [], { big: true }))];
    const [call] = openCapture(classic(frames)).sessions[0]?.calls ?? [];
    expect([call?.interface, call?.opnum]).toEqual([WMI, 24]);
  });

  test("behind a gap the next PDU is found, and what is skipped is counted", () => {
    const asked = bind(WMI);
    const at = 100 + asked.length + 500;
    const frames = [OPEN, tcp(100, asked), tcp(at, [1, 5, 0, 9, ...request(3, 24, ascii("x"))])];
    const [found] = openCapture(classic(frames)).sessions;
    expect(found?.skipped).toBe(4);
    expect(found?.calls.map(({ opnum }) => opnum)).toEqual([24]);
  });

  test("the bytes of a bind on a port for names are no RPC", () => {
    expect(
      openCapture(classic([tcp(99, [], { flags: 2, port: 53 }), tcp(100, bind(WMI), { port: 53 })])).sessions,
    ).toEqual([]);
  });

  test("fields say where they come from", async () => {
    const bytes = classic(session());
    const { events } = await readAll(pcap, bytesSource("a.pcap", bytes));
    const call = events.find(({ fields }) => fields.get("sourcetype") === "dce_rpc");
    const [place] = call === undefined ? [] : originsOf(call, "interface_uuid");
    const frame = openCapture(bytes).packets.frameBytes(place?.frame ?? 0);
    expect([...frame.subarray(place?.offset, (place?.offset ?? 0) + 16)]).toEqual(wireUuid(WMI));
    expect(call?.fields.get("fragments")).toBe("3");
    const [span] = call === undefined ? [] : pcap.spansOf(call, "opnum");
    expect(call?.raw().slice(span?.span.start, span?.span.end)).toBe("24");
  });
});

describe("robustness", () => {
  test("any split of the bytes gives the same events", async () => {
    const bytes = classic(session());
    const whole = (await readAll(pcap, bytesSource("a.pcap", bytes))).events.map(plain);
    for (const cuts of [[1], [3, 25, 40, 41], [100, 200, 300]]) {
      expect((await readAll(pcap, cutSource("a.pcap", bytes, cuts))).events.map(plain)).toEqual(whole);
    }
  });

  test("a capture cut anywhere is read as far as it goes, and the loss is told", async () => {
    const bytes = classic(session());
    let before = 0;
    for (let length = 4; length < bytes.length; length++) {
      const { events, problems } = await readAll(pcap, bytesSource("a.pcap", bytes.subarray(0, length)));
      const frames = openCapture(bytes.subarray(0, length)).packets.frameCount;
      expect(frames).toBeGreaterThanOrEqual(before);
      before = frames;
      for (const event of events) expect(event.origin.end).toBeLessThanOrEqual(length);
      for (const problem of problems) expect(problem.end).toBeLessThanOrEqual(length);
      expect(problems.length > 0 || isBoundary(bytes, length)).toBe(true);
    }
  });

  test("flipped bits never stop the reading", async () => {
    const bytes = classic(session());
    for (let seed = 1; seed <= 200; seed++) {
      const broken = bytes.slice();
      for (let i = 0, state = seed; i < 5; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        const at = 4 + (state % (bytes.length - 4));
        broken[at] = (broken[at] ?? 0) ^ (1 << (state >>> 29));
      }
      const { events } = await readAll(pcap, bytesSource("a.pcap", broken));
      for (const event of events) expect(() => JSON.parse(event.raw())).not.toThrow();
    }
  });

  test("very many segments in reverse order make one stream", () => {
    const frames = Array.from({ length: 20_000 }, (_, i) => tcp(100 + (19_999 - i) * 2, be16(19_999 - i)));
    const stream = orig(classic([OPEN, ...frames]));
    expect(stream?.length).toBe(40_000);
    expect(stream?.gaps).toEqual([]);
    expect([...(stream?.view(30_000, 30_002) ?? [])]).toEqual(be16(15_000));
  });
});

/** A record ends here, so that nothing shows a loss. */
function isBoundary(bytes: Uint8Array, length: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let at = 24;
  while (at < length) at += 16 + view.getUint32(at + 8, true);
  return at === length;
}

describe("HTTP", () => {
  test("a lone carriage return in the first line of an answer is a part of it", () => {
    const ask = "GET /wsman HTTP/1.1\r\n\r\n";
    const answer = `HTTP/1.1 200 ${"O".repeat(900)}\rK\r\nContent-Length: 0\r\n\r\n`;
    const { http } = openCapture(
      classic([
        OPEN,
        tcp(499, [], { flags: 0x12, fromServer: true }),
        tcp(100, ascii(ask)),
        tcp(500, ascii(answer), { fromServer: true }),
      ]),
    );
    const [version, status, reason] = http[0]?.response?.line ?? [];
    expect([version?.value, status?.value, reason?.value.length]).toEqual(["HTTP/1.1", "200", 902]);
  });
});
