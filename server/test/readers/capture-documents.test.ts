import { describe, expect, it } from "vitest";
import { captureDocument, eventPlace, parseQuery } from "#engine/capture-view/capture-document.ts";
import { connectionSections } from "#engine/capture-view/connection-sections.ts";
import { captureBytes, captureNames } from "./capture-expectations.ts";
import { decoded, decodedBytes, rpc, shown } from "./decoded-capture.ts";
import { ascii, ipv4, session, tcp } from "./make-capture.ts";

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

describe("documents of a capture", () => {
  it("tell the events one a line", async () => {
    const { view, firstEvent, pages } = shown("timeline", await decoded(session()));
    expect({ firstEvent, pages }).toEqual({ firstEvent: 0, pages: 1 });
    expect(view.lines).toMatchInlineSnapshot(`
      [
        "#1  22:13:20.001  10.0.0.1:50000 → 10.0.0.2:49152  connection     dce_rpc                                       7 frames, 128 + 88 bytes",
        "#3  22:13:20.003  10.0.0.1:50000 → 10.0.0.2:49152  bind           IWbemServices                                 1 of 1 accepted",
        "#5  22:13:20.005  10.0.0.1:50000 → 10.0.0.2:49152  request        IWbemServices.ExecMethod                      8 + 4 bytes, 3 fragments",
        "#5  22:13:20.005  10.0.0.1:50000 → 10.0.0.2:49152  wmi            ExecMethod                                    readable true",
      ]
    `);
  });

  it("show a connection PDU by PDU, with notes", async () => {
    const { view } = shown("connection=tcp-0", await decoded(session()));
    expect(view.lines.join("\n")).toMatchInlineSnapshot(`
      "── PDU 0 · to server · bind · call 1 · 72 bytes · frame 3 ─────────────────────
      00000000  05 00 0b 03 10 00 00 00  48 00 00 00 01 00 00 00  |........H.......|
      00000010  b8 10 b8 10 00 00 00 00  01 00 00 00 07 00 01 00  |................|
      00000020  99 dc 56 95 8c 82 cf 11  a3 7e 00 aa 00 32 40 c7  |..V......~...2@.|
      00000030  00 00 00 00 04 5d 88 8a  eb 1c c9 11 9f e8 08 00  |.....]..........|
      00000040  2b 10 48 60 02 00 00 00                           |+.H\`....|
      ── PDU 1 · to client · bind_ack · call 1 · 60 bytes · frame 4 ─────────────────
      00000000  05 00 0c 03 10 00 00 00  3c 00 00 00 01 00 00 00  |........<.......|
      00000010  b8 10 b8 10 01 00 00 00  04 00 31 33 35 00 00 00  |..........135...|
      00000020  01 00 00 00 00 00 00 00  04 5d 88 8a eb 1c c9 11  |.........]......|
      00000030  9f e8 08 00 2b 10 48 60  02 00 00 00              |....+.H\`....|
      ── PDU 2 · to server · request · call 2 · 28 bytes · frame 5 ──────────────────
      00000048  05 00 00 01 10 00 00 00  1c 00 00 00 02 00 00 00  |................|
      00000058  04 00 00 00 07 00 18 00  61 62 63 64              |........abcd|
      ── PDU 3 · to server · request · call 2 · 28 bytes · frame 6 ──────────────────
      00000064  05 00 00 02 10 00 00 00  1c 00 00 00 02 00 00 00  |................|
      00000074  04 00 00 00 07 00 18 00  65 66 67 68              |........efgh|
      ── PDU 4 · to client · response · call 2 · 28 bytes · frame 7 ─────────────────
      0000003c  05 00 02 03 10 00 00 00  1c 00 00 00 02 00 00 00  |................|
      0000004c  04 00 00 00 07 00 00 00  64 6f 6e 65              |........done|"
    `);
    expect(view.notes.map(({ line, text }) => `${line}: ${text}`)).toMatchInlineSnapshot(`
      [
        "1: bind, little-endian",
        "2: 1 context",
        "3: IWbemServices 0.0",
        "4: NDR 2.0",
        "7: bind_ack, little-endian",
        "9: accepted; NDR 2.0",
        "12: request, little-endian",
        "13: IWbemServices.ExecMethod (24); stub data, 4 bytes",
        "15: request, little-endian",
        "16: IWbemServices.ExecMethod (24); stub data, 4 bytes",
        "18: response, little-endian",
        "19: stub data, 4 bytes",
      ]
    `);
  });

  it("show a PDU, a frame, and the printable characters of a stream", async () => {
    const capture = await decoded(session());
    expect(shown("pdu=tcp-0/2", capture).view.lines).toMatchInlineSnapshot(`
      [
        "── PDU 2 · to server · request · call 2 · 28 bytes · frame 5 ──────────────────",
        "00000048  05 00 00 01 10 00 00 00  1c 00 00 00 02 00 00 00  |................|",
        "00000058  04 00 00 00 07 00 18 00  61 62 63 64              |........abcd|",
      ]
    `);
    expect(shown("frame=7", capture).view.lines).toMatchInlineSnapshot(`
      [
        "── Frame 7 · tcp-0 · to client · 68 bytes ─────────────────────────────────────",
        "00000000  45 00 00 44 00 01 00 00  40 06 00 00 0a 00 00 02  |E..D....@.......|",
        "00000010  0a 00 00 01 c0 00 c3 50  00 00 02 30 00 00 00 00  |.......P...0....|",
        "00000020  50 18 ff ff 00 00 00 00  05 00 02 03 10 00 00 00  |P...............|",
        "00000030  1c 00 00 00 02 00 00 00  04 00 00 00 07 00 00 00  |................|",
        "00000040  64 6f 6e 65                                       |done|",
      ]
    `);
    expect(shown("printable=tcp-0/resp", capture).view.lines).toMatchInlineSnapshot(`
      [
        "── tcp-0 · to client · bytes 0 to 88 of the stream · frames 4+7 ───────────────",
        "<135]+H\`done",
      ]
    `);
  });

  it("show bytes that are no PDUs turn by turn, without what was not captured", async () => {
    const capture = await decoded([
      tcp(1, ascii("hello "), { port: 9999 }),
      tcp(7, ascii("world"), { port: 9999 }),
      tcp(1, ascii("yes"), { port: 9999, fromServer: true }),
      tcp(22, ascii("behind a gap"), { port: 9999 }),
    ]);
    expect(shown("connection=tcp-0", capture).view.lines).toMatchInlineSnapshot(`
      [
        "── Bytes · to server · 11 bytes · frames 1+2 ──────────────────────────────────",
        "00000000  68 65 6c 6c 6f 20 77 6f  72 6c 64                 |hello world|",
        "── Bytes · to client · 3 bytes · frame 3 ──────────────────────────────────────",
        "00000000  79 65 73                                          |yes|",
        "── Bytes · to server · 12 bytes · frame 4 ─────────────────────────────────────",
        "00000015  62 65 68 69 6e 64 20 61  20 67 61 70              |behind a gap|",
      ]
    `);
    expect(shown("printable=tcp-0/orig", capture).view.lines).toMatchInlineSnapshot(`
      [
        "── tcp-0 · to server · bytes 0 to 11 of the stream · frames 1+2 ───────────────",
        "hello world",
        "── tcp-0 · to server · bytes 21 to 33 of the stream · frame 4 ─────────────────",
        "behind a gap",
      ]
    `);
  });

  it("keep datagrams apart", async () => {
    const udp = (text: string) => ipv4([0, 53, 0, 99, 0, 8 + text.length, 0, 0, ...ascii(text)], { protocol: 17 });
    const { view } = shown("connection=udp-0", await decoded([udp("one"), udp("two")]));
    expect(view.sections.map(({ title }) => title)).toEqual([
      "Bytes · to server · 3 bytes · frame 1",
      "Bytes · to server · 3 bytes · frame 2",
    ]);
  });

  it("come in pages when there is much", async () => {
    const part = new Array<number>(1400).fill(0x61);
    const capture = await decoded(Array.from({ length: 900 }, (_, i) => tcp(1 + 1400 * i, part, { port: 9999 })));
    const pages = [0, 1].map((page) => shown(`connection=tcp-0&page=${page}`, capture));
    expect(pages.map((page) => page.pages)).toEqual([2, 2]);
    const rows = pages.map(({ view }) => view.lines.length - view.sections.length);
    expect((rows[0] ?? 0) + (rows[1] ?? 0)).toBeGreaterThanOrEqual((900 * 1400) / 16);
    expect(rows[0]).toBeLessThanOrEqual(2 ** 16);
    const last = { frame: 900, offset: 40, length: 2 };
    expect(pages[0]?.view.placesOf(last)).toEqual([]);
    const [hex] = pages[1]?.view.placesOf(last) ?? [];
    expect(pages[1]?.view.lines[hex?.line ?? -1]?.slice(hex?.start, hex?.end)).toBe("61 61");
    expect(shown("connection=tcp-0&page=7", capture).view.lines).toEqual([]);
    expect(eventPlace(0, capture, rpc)).toEqual({ query: "connection=tcp-0", line: 0 });
  });

  it("give nothing for what is not there", async () => {
    const capture = await decoded(session());
    for (const query of ["connection=tcp-9", "frame=0", "frame=99", "pdu=tcp-0/77"]) {
      const parsed = parseQuery(query);
      expect(parsed && captureDocument(parsed, capture, rpc), query).toBeNull();
    }
    for (const query of ["bytes", "frame=x", "pdu=tcp-0", "printable=tcp-0/up", "timeline&page=-1"])
      expect(parseQuery(query), query).toBeNull();
    expect(eventPlace(99, capture, rpc)).toBeNull();
  });

  it("lead from an event to its bytes", async () => {
    const capture = await decoded(session());
    const call = capture.records.findIndex(({ kind }) => kind === "dce_rpc");
    const place = eventPlace(call, capture, rpc);
    expect(place?.query).toBe("connection=tcp-0");
    expect(shown("connection=tcp-0", capture).view.lines[place?.line ?? -1]).toContain("request · call 2");
  });
});

describe.skipIf(captureNames.length === 0)("documents of published captures", () => {
  it.each(captureNames)(
    "%s: show every captured byte of each connection once, and those of pipes again",
    async (name) => {
      const { capture } = await decodedBytes(captureBytes(name));
      for (const connection of capture.packets.connections.slice(0, 50)) {
        const captured = [connection.streams.orig, connection.streams.resp].flatMap(({ length, gaps }) => [
          length,
          ...gaps.map(({ start, end }) => start - end),
        ]);
        const inPipes = capture.sessions
          .filter((one) => one.connection === connection && one.pipe !== null)
          .flatMap(({ pdus }) => pdus.filter(({ stream, start, end }) => stream.view(start, end) !== null))
          .map(({ start, end }) => end - start);
        const shownBytes = connectionSections(connection, capture, rpc).map((section) => section.bytes().length);
        expect(sum(shownBytes), connection.id).toBe(sum([...captured, ...inPipes]));
      }
    },
  );
});
