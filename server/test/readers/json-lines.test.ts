import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonLines } from "#engine/readers/json-lines.ts";
import { partSpan } from "#engine/readers/located-fields.ts";
import { bytesSource } from "#engine/sources.ts";
import { toList } from "#events/value.ts";
import { cutSource, plain, readAll, utf8 } from "./read-all.ts";

const LOG = `{"a":1,"b":"x\\ny"}\r\n\r\n{"a":{"b":[1,"zwei 🦊"]},"t":"é"}\nnot json\n{"a":tru}\n[1]\n{"last":null}`;

describe("JSON lines", () => {
  test("gives events with exact places and reports each line that is no object", async () => {
    const bytes = utf8(LOG);
    const { events, problems } = await readAll(jsonLines, bytesSource("log.jsonl", bytes));
    expect(events.map((event) => event.origin.line)).toEqual([0, 2, 6]);
    expect(events.map((event) => event.origin.ordinal)).toEqual([0, 1, 2]);
    for (const { origin, raw } of events.map((event) => ({ origin: event.origin, raw: event.raw() }))) {
      expect(new TextDecoder().decode(bytes.subarray(origin.start, origin.end))).toBe(raw);
    }
    expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      '3: Not JSON: expected a value but found "n" at column 1.',
      '4: Not JSON: expected a value but found "t" at column 6.',
      "5: The line is JSON but no object, so it has no fields.",
    ]);
  });

  test("names fields as automatic JSON extraction does", async () => {
    const line = '{"a":{"b":[{"c":1},{"c":"two"}],"d.e":true},"n":1.0,"big":9223372036854775807,"nil":null,"empty":[]}';
    const { events } = await readAll(jsonLines, bytesSource("log.jsonl", utf8(line)));
    const fields = events[0]?.fields;
    expect(fields?.get("a.b{}.c")).toEqual(["1", "two"]);
    expect(fields?.get("a.d.e")).toBe("true");
    expect(fields?.get("n")).toBe("1.0");
    expect(fields?.get("big")).toBe("9223372036854775807");
    expect(fields?.get("nil")).toBe("null");
    expect(fields?.get("empty")).toBeNull();
    expect(fields?.get("empty{}")).toBeNull();
    expect(fields?.get("constructor")).toBeNull();
    expect(fields?.get("__proto__")).toBeNull();
    expect(fields?.names().slice(0, 5)).toEqual(["a.b{}.c", "a.d.e", "n", "big", "nil"]);
    expect(fields?.get("sourcetype")).toBe("_json");
    expect(fields?.get("source")).toBe("log.jsonl");
  });

  test("takes what Splunk would know of the input unless the event says it", async () => {
    const log = '{"x":1}\n{"x":2,"sourcetype":"own","index":"here"}';
    const defaults = { sourcetype: "given", host: "h1", index: "main" };
    const { events } = await readAll(jsonLines, bytesSource("log.jsonl", utf8(log)), { defaults });
    const seen = events.map(({ fields }) => ["sourcetype", "host", "index"].map((name) => fields.get(name)));
    expect(seen).toEqual([
      ["given", "h1", "main"],
      ["own", "h1", "here"],
    ]);
  });

  test("reads UTF-16 and byte order marks with byte-exact places", async () => {
    const text = '{"a":"é"}\r\n{"a":"🦊"}\n';
    const le = Uint8Array.from([0xff, 0xfe, ...[...utf16(text)].flatMap((unit) => [unit & 255, unit >> 8])]);
    const be = Uint8Array.from([0xfe, 0xff, ...[...utf16(text)].flatMap((unit) => [unit >> 8, unit & 255])]);
    const marked = Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8(text)]);
    for (const [label, bytes] of [
      ["utf-16le", le],
      ["utf-16be", be],
      ["utf-8", marked],
    ] as const) {
      for (let cut = 1; cut < bytes.length; cut++) {
        const { events, problems } = await readAll(jsonLines, cutSource("log.jsonl", bytes, [cut]));
        expect(problems).toEqual([]);
        expect(events.map((event) => event.fields.get("a"))).toEqual(["é", "🦊"]);
        expect(events.map((event) => event.origin.line)).toEqual([0, 1]);
        for (const event of events) {
          const own = bytes.subarray(event.origin.start, event.origin.end);
          expect(new TextDecoder(label).decode(own)).toBe(event.raw());
        }
      }
    }
  });

  test("leaves a line out that is longer than any log's, and says so", async () => {
    const long = new Uint8Array((1 << 24) + 10).fill(120);
    const bytes = new Uint8Array([...utf8('{"a":1}\n')].concat([]).length + long.length + 9);
    bytes.set(utf8('{"a":1}\n'));
    bytes.set(long, 8);
    bytes.set(utf8('\n{"a":2}\n'), 8 + long.length);
    const { events, problems } = await readAll(jsonLines, bytesSource("log.jsonl", bytes));
    expect(events.map((event) => [event.origin.line, event.origin.start])).toEqual([
      [0, 0],
      [2, 9 + long.length],
    ]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain("16777226 bytes long");
  });

  test("stops when the run is cancelled and closes its source", async () => {
    let closed = false;
    const abort = new AbortController();
    const source = {
      name: "log.jsonl",
      size: undefined,
      async *chunks() {
        try {
          for (;;) yield utf8('{"a":1}\n');
        } finally {
          closed = true;
        }
      },
    };
    const progress = () => abort.abort(new Error("stop"));
    await expect(readAll(jsonLines, source, { signal: abort.signal, progress })).rejects.toThrow("stop");
    expect(closed).toBe(true);
  });
});

describe("properties of JSON lines", () => {
  test("any split of the bytes gives the same events and problems", async () => {
    const bytes = Uint8Array.from([...utf8(LOG), 0xff, 0xc3, 10, ...utf8('{"ö":"\ufffd"}\r{"z":1}')]);
    const whole = await readAll(jsonLines, bytesSource("log.jsonl", bytes));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 12 }), async (cuts) => {
        const split = await readAll(jsonLines, cutSource("log.jsonl", bytes, cuts));
        expect(split.events.map(plain)).toEqual(whole.events.map(plain));
        expect(split.problems).toEqual(whole.problems);
      }),
    );
  });

  test("the span of each value is the value's text, part by part", async () => {
    const key = fc.oneof(
      fc.constantFrom("EventID", "Channel", "CommandLine", "a.b", "x{}"),
      fc.string({ unit: "binary" }),
    );
    const json = fc.dictionary(key, fc.jsonValue({ maxDepth: 3, stringUnit: "binary" }), { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(json, fc.nat(), fc.nat(), async (object, from, to) => {
        const { events } = await readAll(jsonLines, bytesSource("log.jsonl", utf8(JSON.stringify(object))));
        const event = events[0];
        if (event === undefined) throw new Error("no event");
        for (const name of event.fields.names()) {
          const texts = toList(event.fields.get(name));
          for (const value of jsonLines.spansOf(event, name)) {
            if (name !== "_time") expect(texts).toContain(value.text);
            const whole = partSpan(value, { start: 0, end: value.text.length });
            expect(whole).toEqual(value.span);
            const start = from % (value.text.length + 1);
            const end = start + (to % (value.text.length + 1 - start));
            const part = partSpan(value, { start, end });
            const source = event.raw().slice(part.start, part.end);
            if (name !== "Keywords" && name !== "_raw") expect(unquote(source)).toBe(value.text.slice(start, end));
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

function unquote(source: string): string {
  return source === "" ? "" : String(JSON.parse(`"${source}"`));
}

function* utf16(text: string): Generator<number> {
  for (let i = 0; i < text.length; i++) yield text.charCodeAt(i);
}
