import { describe, expect, test } from "vitest";
import { csv } from "#engine/readers/csv.ts";
import { READERS } from "#engine/readers/index.ts";
import { jsonDocuments } from "#engine/readers/json-documents.ts";
import { jsonLines } from "#engine/readers/json-lines.ts";
import { keyValue } from "#engine/readers/key-value.ts";
import type { Reader } from "#engine/readers/reader.ts";
import { syslog } from "#engine/readers/syslog.ts";
import { windowsText } from "#engine/readers/windows-text.ts";
import { windowsXml } from "#engine/readers/windows-xml.ts";
import { type ByteSource, bytesSource } from "#engine/sources.ts";
import { readAll, utf8 } from "./read-all.ts";

/** A source that makes its bytes as they are asked for: a beginning, one chunk again and again, an end. */
function endless(start: string, repeated: string, megabytes: number, end: string): ByteSource {
  const chunk = utf8(repeated.repeat(Math.ceil((1 << 20) / repeated.length))).subarray(0, 1 << 20);
  return {
    name: "hostile",
    size: undefined,
    async *chunks() {
      yield utf8(start);
      for (let i = 0; i < megabytes; i++) yield chunk;
      yield utf8(end);
    },
  };
}

describe("input that is made to break a reader", () => {
  test("a line of one gigabyte is left out, said, and what follows is read", async () => {
    const given = endless('{"a":1}\n{"b":"', "x", 1024, '"}\n{"c":3}\n');
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watched: ByteSource = {
      ...given,
      async *chunks() {
        for await (const chunk of given.chunks()) {
          yield chunk;
          most = Math.max(most, process.memoryUsage().arrayBuffers);
        }
      },
    };
    const { events, problems } = await readAll(jsonLines, watched);
    expect(events.map((event) => [event.raw(), event.origin.line])).toEqual([
      ['{"a":1}', 0],
      ['{"c":3}', 2],
    ]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(
      /^The line is 10737\d{5} bytes long; lines beyond 16777216 bytes are not read\.$/,
    );
    expect(most - before).toBeLessThan(100 << 20);
  });

  const unclosed: readonly (readonly [Reader, string, string])[] = [
    [windowsXml, "<Event><System/><EventData><Data>", "x"],
    [windowsXml, "", "<"],
    [windowsXml, "<Event><![CDATA[", "]"],
    [windowsText, "01/14/2021 11:41:39 PM\nLogName=Security\nMessage=", "x"],
    [jsonDocuments, '[{"a":"', "x"],
    [jsonDocuments, '{"a":', "["],
    [csv, 'a,b\n"', "x,"],
    [syslog, "<34>1 ", "x"],
    [keyValue, "a=1 b=", "x"],
  ];
  for (const [reader, start, repeated] of unclosed) {
    test(`${reader.id}, 18 MB that never end (${start}${repeated}…): bounded, and said or read`, async () => {
      const { events, problems } = await readAll(reader, endless(start, repeated, 18, ""));
      expect(events.length + problems.length).toBeGreaterThan(0);
      expect(problems.length).toBeLessThan(100);
      for (const event of events) expect(event.raw().length).toBeLessThanOrEqual(1 << 25);
    });
  }

  test.each(READERS)("$id: a hundred thousand lines of noise", async (reader) => {
    const { events, problems } = await readAll(reader, bytesSource("x", utf8("x\n".repeat(100_000))));
    expect(events.length + problems.length).toBeGreaterThan(0);
  });

  test("deeply nested JSON and XML", async () => {
    for (const depth of [100, 5000, 200_000]) {
      const nested = `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
      for (const reader of [jsonLines, jsonDocuments, keyValue, syslog]) {
        const { events, problems } = await readAll(reader, bytesSource("x", utf8(`${nested}\n{"b":1}\n`)));
        expect(events.length + problems.length).toBeGreaterThan(0);
        for (const event of events) {
          for (const name of event.fields.names()) expect(reader.spansOf(event, name).length).toBeGreaterThanOrEqual(0);
          expect(event.fields.get("a.a")).toBeNull();
        }
      }
      const xml = `<Event><System/><EventData>${"<a>".repeat(depth)}${"</a>".repeat(depth)}</EventData></Event>`;
      const { events, problems } = await readAll(windowsXml, bytesSource("x", utf8(xml)));
      expect(events).toEqual([]);
      expect(problems[0]?.message).toMatch(/nested deeper/);
    }
  });

  test("a table of 4 MB in Latin-1 has a place for every record", async () => {
    const record = "M\xfcller,1\n";
    const bytes = Buffer.from(`name,id\n${record.repeat(400_000)}`, "latin1");
    const { events } = await readAll(csv, bytesSource("log.csv", bytes));
    expect(events).toHaveLength(400_000);
    expect(events.at(-1)?.origin).toMatchObject({ start: bytes.length - 9, end: bytes.length - 1, line: 400_000 });
  });

  test("a string of millions of escapes that is not closed is no failure", async () => {
    const source = bytesSource("log.jsonl", utf8(`{"a":"${"\\n".repeat(8_000_000)}\n{"b":1}\n`));
    const { events, problems } = await readAll(jsonLines, source);
    expect(events).toHaveLength(1);
    expect(problems[0]?.message).toMatch(/the string is not closed/);
  });

  test("a cell of millions of listed values is read", async () => {
    const listed = Array.from({ length: 700_000 }, (_, i) => `$${i}$$$`);
    const values = listed.map((value) => value.slice(1, -1).replace("$$", "$"));
    const table = `_time,a,__mv_a\n1,"${values.join("\n")}",${listed.join(";")}\n`;
    const { events } = await readAll(csv, bytesSource("log.csv", utf8(table)));
    expect(events[0]?.fields.get("a")).toHaveLength(700_000);
  });

  test("entities are not expanded", async () => {
    const declared = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`;
    const event = `<Event><System><Channel>Security</Channel></System><EventData><Data Name='v'>&b;&b; &lt;&#65;</Data></EventData></Event>`;
    const { events } = await readAll(windowsXml, bytesSource("x", utf8(`${declared}\n${event}`)));
    expect(events.map(({ fields }) => fields.get("v"))).toEqual(["&b;&b; <A"]);
  });

  test("bytes of no format are detected as none or read without an exception", async () => {
    for (const byte of [0, 0x0a, 0x20, 0x22, 0x2a, 0x3c, 0x5b, 0x7b, 0xff]) {
      const bytes = new Uint8Array(70_000).fill(byte);
      for (const reader of READERS) {
        expect(reader.detect(bytes.subarray(0, 1 << 16), "x")).toBeLessThanOrEqual(1);
        const { events } = await readAll(reader, bytesSource("x", bytes));
        for (const event of events.slice(0, 20)) expect(event.fields.names().length).toBeGreaterThan(0);
      }
    }
  });
});
