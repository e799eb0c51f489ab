import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectReader } from "#engine/readers/detect-reader.ts";
import { partSpan } from "#engine/readers/located-fields.ts";
import { bytesSource } from "#engine/sources.ts";
import { toList } from "#events/value.ts";
import { shared } from "../support/shared.ts";
import { cutSource, plain, type Reading, readAll, readerFor, utf8 } from "./read-all.ts";

/** A log in each format, and what detection must choose. */
const LOGS: Readonly<Record<string, readonly [name: string, text: string, reader: string]>> = {
  "JSON array": ["a.json", '[\n  {"a": 1, "b": {"c": "é"}},\n  {"a": "]}"}\n]\n', "json-documents"],
  "objects over lines": ["a.json", '{\n  "a": "x"\n}\n{\n  "a": "y\\"}"\n}\n', "json-documents"],
  "a container": [
    "a.json",
    '{"preview": false, "results": [{"a":"x"}, {"a":"y"}], "more": {"z": [1]}}',
    "json-documents",
  ],
  "Splunk's streamed rows": [
    "a.json",
    '{"preview":false,"offset":0,"result":{"_raw":"t=1 a=\\"b c\\" d=e","user":["u1","u2"],"sourcetype":"st","_time":"2026-03-10T09:14:07.000+00:00"}}\n',
    "json-lines",
  ],
  CSV: [
    "a.csv",
    'time,user,"note"\r\n2026-03-10T09:14:07Z,kim,"says ""hi"",\r\ntwice"\r\n2026-03-10T09:14:08Z,lee,\r\n',
    "csv",
  ],
  TSV: ["a.tsv", "user\thost\nkim\tws1\nlee\tws2\n", "csv"],
  "key=value": [
    "a.log",
    '2026-03-10 09:14:07 action=login user="kim é" src=10.0.0.1\n2026-03-10 09:14:08 action=logout, user=lee; x="a\\"b"\n',
    "key-value",
  ],
  Zeek: [
    "conn.log",
    "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#fields\tts\tid.orig_h\ttags\tnote\n#types\ttime\taddr\tset[string]\tstring\n1773134047.500000\t10.0.0.1\ta,b\t-\n1773134048.000000\t10.0.0.2\t(empty)\tx\n#close\t2026\n",
    "zeek",
  ],
};

async function read([name, text]: readonly [string, string, string]): Promise<Reading> {
  const bytes = utf8(text);
  return readAll(readerFor(bytes, name), bytesSource(name, bytes));
}

const log = (key: string) => LOGS[key] ?? ["", "", ""];

describe.each(Object.entries(LOGS))("%s", (_, [name, text, id]) => {
  test("is detected", () => {
    expect(readerFor(utf8(text), name).id).toBe(id);
  });

  test("gives the same events for any split of the bytes, each at its place", async () => {
    const bytes = utf8(text);
    const reader = readerFor(bytes, name);
    const whole = await readAll(reader, bytesSource(name, bytes));
    expect(whole.problems).toEqual([]);
    for (const { origin, raw } of whole.events.map((event) => ({ origin: event.origin, raw: event.raw() }))) {
      expect(new TextDecoder().decode(bytes.subarray(origin.start, origin.end))).toBe(raw);
    }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 8 }), async (cuts) => {
        const split = await readAll(reader, cutSource(name, bytes, cuts));
        expect(split.events.map(plain)).toEqual(whole.events.map(plain));
      }),
    );
  });

  test("says truly where values stand", async () => {
    const bytes = utf8(text);
    const reader = readerFor(bytes, name);
    const { events } = await readAll(reader, bytesSource(name, bytes));
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      for (const field of event.fields.names()) {
        for (const value of reader.spansOf(event, field)) {
          if (field !== "_time") expect(toList(event.fields.get(field))).toContain(value.text);
          expect(partSpan(value, { start: 0, end: value.text.length })).toEqual(value.span);
        }
      }
    }
  });
});

test("JSON arrays, documents and containers give their objects", async () => {
  const a = async (key: string) => (await read(log(key))).events.map(({ fields }) => fields.get("a"));
  expect(await a("JSON array")).toEqual(["1", "]}"]);
  expect(await a("objects over lines")).toEqual(["x", 'y"}']);
  expect(await a("a container")).toEqual(["x", "y"]);
});

test("a row that Splunk exported has its columns and what its _raw holds", async () => {
  const { events } = await read(log("Splunk's streamed rows"));
  const fields = events[0]?.fields;
  expect(["user", "a", "d", "sourcetype", "_raw", "_time"].map((name) => fields?.get(name))).toEqual([
    ["u1", "u2"],
    "b c",
    "e",
    "st",
    't=1 a="b c" d=e',
    1773134047,
  ]);
});

test("a CSV export's Windows events keep their names and places", async () => {
  const raw =
    "<Event><System><EventID>1</EventID><Channel>Microsoft-Windows-Sysmon/Operational</Channel><Computer>WS1</Computer></System><EventData><Data Name='Image'>C:\\\\\"a\"\\\\b.exe</Data></EventData></Event>";
  const text = `_time,sourcetype,_raw\n1773134047,XmlWinEventLog,"${raw.replaceAll('"', '""')}"\n`;
  const bytes = utf8(text);
  const reader = readerFor(bytes, "export.csv");
  const { events } = await readAll(reader, bytesSource("export.csv", bytes));
  const event = events[0];
  if (event === undefined) throw new Error("no event");
  expect(event.fields.get("process_name")).toBe("b.exe");
  expect(event.fields.get("_raw")).toBe(raw);
  const [place] = reader.spansOf(event, "Image");
  expect(event.raw().slice(place?.span.start, place?.span.end)).toBe('C:\\\\""a""\\\\b.exe');
});

test("tables have absent cells, quotes and line breaks; short rows are reported", async () => {
  const { events } = await read(log("CSV"));
  expect(events.map(({ fields }) => fields.get("note"))).toEqual(['says "hi",\r\ntwice', null]);
  expect(events.map(({ time }) => time)).toEqual([1773134047, 1773134048]);
  const bytes = utf8("a,b\n1,2\n3\n4,5,6\n");
  const { problems } = await readAll(readerFor(bytes, "a.csv"), bytesSource("a.csv", bytes));
  expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    "2: The row has 1 columns, the header 2.",
    "3: The row has 3 columns, the header 2.",
  ]);
});

test("key=value pairs and Zeek's columns are read", async () => {
  const pairs = (await read(log("key=value"))).events.map(({ fields }) => fields.get("user"));
  expect(pairs).toEqual(["kim é", "lee"]);
  const { events } = await read(log("Zeek"));
  const get = (index: number, name: string) => events[index]?.fields.get(name);
  expect([get(0, "_time"), get(0, "id.orig_h"), get(0, "tags"), get(0, "note"), get(0, "sourcetype")]).toEqual([
    1773134047.5,
    "10.0.0.1",
    ["a", "b"],
    null,
    "zeek:conn",
  ]);
  expect(get(1, "tags")).toBe("");
});

test("what is no log at all is told with the formats that were tried", () => {
  for (const [bytes, message] of [
    [Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]), /^The sample is binary and no known log format\. Tried: /],
    [utf8("just some prose\nwithout fields\n"), /^No known log format\. Tried: .*JSON lines/],
    [new Uint8Array(), /^The sample is empty\.$/],
  ] as const) {
    const found = detectReader(bytes, "x");
    expect(found.reader === null ? found.message : found.reader.id).toMatch(message);
  }
});

const folders = ["corpus/logs/zeek/apt29-day1", "corpus/logs/zeek/lsass-campaign-01-tsv", "corpus/logs/csv"]
  .map(shared)
  .filter((path) => path !== undefined);

describe.skipIf(folders.length === 0)("published logs of other formats", () => {
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  test.each(files)("%s is read completely", async (path) => {
    const bytes = new Uint8Array(readFileSync(path));
    const { events, problems } = await readAll(readerFor(bytes, path), bytesSource(path, bytes));
    expect(problems).toEqual([]);
    expect(events.length).toBeGreaterThan(0);
    const lines = readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    if (!path.endsWith(".csv")) expect(events).toHaveLength(lines.length);
  });
});
