import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { READERS } from "#engine/readers/index.ts";
import { partSpan } from "#engine/readers/located-fields.ts";
import type { Reader } from "#engine/readers/reader.ts";
import { bytesSource } from "#engine/sources.ts";
import type { SampleEvent } from "#events/event.ts";
import { toList } from "#events/value.ts";
import { cutSource, plain, readAll, readerFor, utf8 } from "./read-all.ts";

const XML = (data: string): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='P'/><EventID>1</EventID><Channel>Security</Channel><Computer>ws01</Computer></System><EventData><Data Name='a'>${data}</Data></EventData></Event>`;

/** A log of each text format, with multi-byte characters, escapes, every line end and something broken. */
const LOGS: Readonly<Record<string, string>> = {
  "windows-xml": `${XML("ä &lt; 🦊 &#10;")}\r\n${XML("<![CDATA[</Event>]]>")}\rnoise\n${XML("é")}`,
  "windows-text":
    "01/14/2021 11:41:39 PM\r\nLogName=Security\r\nEventCode=4688\r\nMessage=A new prücess:\r\n\tNew Process Name:\tC:\\🦊.exe\r\n01/14/2021 11:41:40 PM\nLogName=Security\nEventCode=4624\nMessage=x\n",
  "json-lines": '{"a":"ä\\u0041\\n"}\r\n{"b":{"c":[1,"🦊"]}}\rnot json\n{"d":1.50}',
  "json-documents": '[\n  {"a":"ä\\n🦊","b":[1,2]},\r\n  {"a":{"c":"d"}}\n]\n',
  zeek: "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#fields\tts\tuid\tservices\n#types\ttime\tstring\tset[string]\n1600000000.5\tCä\tdns,http\r\n1600000001.5\t🦊\t-\nshort\n",
  cef: "CEF:0|Ä|p\\|q|1|x|näme 🦊|5|msg=a\\=b c\\nd src=1.2.3.4\r\n<134>Jan  2 03:04:05 fw CEF:0|V|P|2|x|y|Low|act=b\rbroken\nCEF:0|V|P|2|x|y|1|\nCEF:0|V|P|2|x|y|2|a=b\n",
  leef: "LEEF:1.0|Ä|P|1|x|src=1.2.3.4\tmsg=a=b 🦊\tdevTime=1600000000000\r\nbroken\n<13>Jan  2 03:04:05 fw LEEF:2.0|V|P|2|y|^|src=b^usrName=ä b^^cat=\rLEEF:2.0|V|P|2|y|x7C|src=c|dst=d\nLEEF:2.0|V|P|2|z|src=e\n",
  syslog: `<165>1 2026-01-02T03:04:05Z hüst app 1 ID [s@1 k="ä\\"🦊\\]"] user=ann\r\n<34>1 - - - - - - {"a":"ü\\n"}\r<13>Jan  2 00:00:01 gate cron[1]: x="y z"\n`,
  csv: 'a,b,c\r\n1,"zwei ""🦊""\r\nzeile",ä\n4,5\r6,7,8',
  "key-value": 'time=2026-01-02T03:04:05Z a="ä \\"q\\"" b=🦊\r\nc=1 d=2\re=3 f=4\n',
};

/** A dump in hexadecimal is text, but its events are packets and not parts of it. */
const textReaders: readonly Reader[] = READERS.filter(({ binary, id }) => binary !== true && id !== "hex-paste");

describe("every text format", () => {
  test("has a log here", () => {
    expect(Object.keys(LOGS).sort()).toEqual(textReaders.map(({ id }) => id).sort());
  });

  test.each(textReaders)("$id: detection finds it", ({ id, extensions }) => {
    expect(readerFor(utf8(LOGS[id] ?? ""), `sample${extensions[0]}`).id).toBe(id);
  });

  test.each(textReaders)("$id: any split of the bytes gives the same events and problems", async (reader) => {
    const log = utf8(LOGS[reader.id] ?? "");
    const bytes = Uint8Array.from([...log, 0xe2, 0x82]);
    const whole = await readAll(reader, bytesSource("log", bytes));
    expect(whole.events.length).toBeGreaterThan(1);
    for (const event of whole.events) checkPlaces(reader, event, bytes);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 12 }), async (cuts) => {
        const split = await readAll(reader, cutSource("log", bytes, cuts));
        expect(split.events.map(plain)).toEqual(whole.events.map(plain));
        expect(split.events.map((event) => spansOf(reader, event))).toEqual(
          whole.events.map((event) => spansOf(reader, event)),
        );
        expect(split.problems).toEqual(whole.problems);
      }),
      { numRuns: 40 },
    );
    const single = await readAll(reader, bytesSource("log", bytes, 1));
    expect(single.events.map(plain)).toEqual(whole.events.map(plain));
  });

  test.each(
    textReaders.flatMap(({ id }) => (["utf-8", "utf-16le", "utf-16be"] as const).map((encoding) => ({ id, encoding }))),
  )(
    "$id in $encoding with its mark: the same events at their bytes, and without a line end at the end",
    async ({ id, encoding }) => {
      const reader = textReaders.find((one) => one.id === id) ?? textReaders[0];
      if (reader === undefined) return;
      const log = (LOGS[id] ?? "").trimEnd();
      const plainEvents = (await readAll(reader, bytesSource("log", utf8(log)))).events;
      const bytes = encoded(log, encoding);
      expect(readerFor(bytes, `sample${reader.extensions[0]}`).id).toBe(id);
      const { events } = await readAll(reader, cutSource("log", bytes, [1, 2, 5, 64, 65, 67]));
      expect(events.map((event) => event.raw())).toEqual(plainEvents.map((event) => event.raw()));
      expect(events.map((event) => spansOf(reader, event))).toEqual(plainEvents.map((event) => spansOf(reader, event)));
      for (const event of events) {
        const { start, end } = event.origin;
        expect(new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(start, end))).toBe(event.raw());
      }
    },
  );

  test.each(textReaders)(
    "$id: cut off at any place, and with any line end there, it is read to its end",
    async (reader) => {
      const log = LOGS[reader.id] ?? "";
      for (let length = 0; length <= log.length; length++) {
        // A lone carriage return at each place, the others in turn.
        for (const lineEnd of ["\r", ["", "\n", "\r\n", "\n\r"][length % 4]]) {
          const bytes = utf8(log.slice(0, length) + lineEnd);
          const { events } = await readAll(reader, bytesSource("log", bytes));
          for (const event of events.slice(-1)) checkPlaces(reader, event, bytes);
        }
      }
    },
  );

  test.each(textReaders)("$id: any text gives events and problems, never an exception", async (reader) => {
    const log = LOGS[reader.id] ?? "";
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.constantFrom(
        "\n",
        "\r",
        "\r\n",
        '"',
        "\\",
        "<",
        "</",
        "<![CDATA[",
        "{",
        "[",
        "}",
        "=",
        "|",
        ",",
        "\t",
        "<Event ",
        "&#",
      ),
      fc.tuple(fc.nat(log.length), fc.nat(60)).map(([at, length]) => log.slice(at, at + length)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.nat(log.length), async (pieces, at) => {
        const bytes = utf8(log.slice(0, at) + pieces.join("") + log.slice(at));
        const { events } = await readAll(reader, bytesSource("log", bytes));
        for (const event of events) checkPlaces(reader, event, bytes);
      }),
      { numRuns: 60 },
    );
  });
});

/** The bytes of a text behind a byte order mark. */
function encoded(text: string, encoding: "utf-8" | "utf-16le" | "utf-16be"): Uint8Array {
  const marked = `\ufeff${text}`;
  if (encoding === "utf-8") return utf8(marked);
  const units = Array.from({ length: marked.length }, (_, i) => marked.charCodeAt(i));
  return Uint8Array.from(
    units.flatMap((unit) => (encoding === "utf-16le" ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
  );
}

function spansOf(reader: Reader, event: SampleEvent): unknown {
  return event.fields
    .names()
    .map((name) => reader.spansOf(event, name).map(({ span, text }) => ({ name, span, text })));
}

/** An event stands where it says; so do its values, part by part. */
function checkPlaces(reader: Reader, event: SampleEvent, bytes: Uint8Array): void {
  const { start, end } = event.origin;
  const raw = event.raw();
  expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(start, end))).toBe(raw);
  for (const name of event.fields.names()) {
    const texts = toList(event.fields.get(name));
    for (const value of reader.spansOf(event, name)) {
      if (name !== "_time") expect(texts).toContain(value.text);
      const { span } = value;
      expect(0 <= span.start && span.start <= span.end && span.end <= raw.length).toBe(true);
      const all = partSpan(value, { start: 0, end: value.text.length });
      // CDATA's own marks are part of the place, not of the value.
      expect(span.start <= all.start && all.end <= span.end).toBe(true);
      for (let unit = 0; unit < Math.min(value.text.length, 40); unit++) {
        const part = partSpan(value, { start: unit, end: unit + 1 });
        const written = raw.slice(part.start, part.end);
        // A character stands as itself or as an escape of some kind.
        if (value.within === undefined) expect(written).toBe(value.text[unit]);
        expect(part.start >= span.start && part.end <= span.end).toBe(true);
      }
    }
  }
}
