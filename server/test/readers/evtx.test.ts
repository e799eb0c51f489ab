import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evtx } from "#engine/readers/evtx.ts";
import { partSpan } from "#engine/readers/located-fields.ts";
import { bytesSource } from "#engine/sources.ts";
import { type BuiltValue, buildEvtx, text, typed } from "../support/evtx-builder.ts";
import { cutSource, plain, readAll, readerFor } from "./read-all.ts";

const bytes64 = (value: bigint): number[] => [...new Uint8Array(new BigUint64Array([value]).buffer)];
const real = (value: number, Kind: typeof Float32Array | typeof Float64Array): number[] => [
  ...new Uint8Array(new Kind([value]).buffer),
];
const guid = [0x78, 0x56, 0x34, 0x12, 0xbc, 0x9a, 0xf0, 0xde, 1, 2, 3, 4, 5, 6, 7, 0xff];
const sid = [1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0];

/** Values with what current Windows writes for them. */
const VALUES: readonly (readonly [BuiltValue, string | readonly string[]])[] = [
  [typed(0), ""],
  [text("a <b> & 'c'\r\n\"d\" 🦊"), "a <b> & 'c'\r\n\"d\" 🦊"],
  [typed(2, 0x63, 0xe9, 0), "cé"],
  [typed(3, 0xff), "-1"],
  [typed(4, 0xff), "255"],
  [typed(5, 0xfe, 0xff), "-2"],
  [typed(6, 0xfe, 0xff), "65534"],
  [typed(7, 0xfd, 0xff, 0xff, 0xff), "-3"],
  [typed(8, 0xfd, 0xff, 0xff, 0xff), "4294967293"],
  [typed(9, ...bytes64(0xffff_ffff_ffff_fffcn)), "-4"],
  [typed(10, ...bytes64(0xffff_ffff_ffff_fffcn)), "18446744073709551612"],
  [typed(11, ...real(1.5, Float32Array)), "1.5"],
  [typed(12, ...real(-0.25, Float64Array)), "-0.25"],
  [typed(13, 1, 0, 0, 0), "true"],
  [typed(14, 0xde, 0xad, 0x01), "DEAD01"],
  [typed(15, ...guid), "{12345678-9abc-def0-0102-0304050607ff}"],
  [typed(16, 0x10, 0, 0, 0), "0x10"],
  [typed(16, ...bytes64(0x1_0000_0000n)), "0x100000000"],
  [typed(17, ...bytes64(132_223_104_000_000_001n)), "2020-01-01T00:00:00.0000001Z"],
  [typed(18, 0xe4, 7, 2, 0, 6, 0, 29, 0, 23, 0, 59, 0, 58, 0, 7, 0), "2020-02-29T23:59:58.007Z"],
  [typed(19, ...sid), "S-1-5-32-544"],
  [typed(20, 0xef, 0xbe, 0, 0), "0xbeef"],
  [typed(21, ...bytes64(0xffff_ffff_ffff_ffffn)), "0xffffffffffffffff"],
  [{ type: 0x81, bytes: text("one\0two\0").bytes }, ["one", "two"]],
  [typed(0x88, 1, 0, 0, 0, 2, 0, 0, 0), ["1", "2"]],
  [typed(0x93, ...sid, ...sid), ["S-1-5-32-544", "S-1-5-32-544"]],
];
const NAMES = VALUES.map((_, index) => `v${index}`);
const ALL = VALUES.map(([value]) => value);
const LOG = buildEvtx(NAMES, [[ALL, ALL], [ALL]]);

describe("Windows event logs", () => {
  test("renders every type of value on one line, with exact places", async () => {
    expect(readerFor(LOG, "noname").id).toBe("evtx");
    const { events, problems } = await readAll(evtx, bytesSource("x.evtx", LOG));
    expect(problems).toEqual([]);
    expect(events.map(({ origin }) => [origin.ordinal, origin.line, origin.column])).toEqual([
      [0, 0, 0],
      [1, 1, 0],
      [2, 2, 0],
    ]);
    for (const event of events) {
      expect(event.raw()).not.toMatch(/[\r\n]/);
      expect(event.time).toBe(1773133200.123456);
      expect(event.fields.get("EventCode")).toBe("4688");
      expect(event.fields.get("sourcetype")).toBe("XmlWinEventLog");
      expect(event.fields.get("source")).toBe("XmlWinEventLog:Security");
      expect(NAMES.map((name) => event.fields.get(name))).toEqual(VALUES.map(([, written]) => written));
      const [value] = evtx.spansOf(event, "v1");
      if (value === undefined) throw new Error("no span");
      const line = partSpan(value, { start: 11, end: 13 });
      expect(event.raw().slice(line.start, line.end)).toBe("&#13;&#10;");
    }
  });

  test("reads what is left of a damaged file and says what is not", async () => {
    const cases: readonly (readonly [string, (copy: Uint8Array) => Uint8Array, number, RegExp])[] = [
      ["file header", (copy) => copy.fill(0, 0, 8), 3, /file header is damaged/],
      ["chunk signature", (copy) => copy.fill(1, 4096, 4104), 3, /header of the chunk/],
      ["free space of a chunk", (copy) => copy.fill(0xff, 4096 + 48, 4096 + 52), 3, /header of the chunk/],
      ["second record's length", (copy) => copy.fill(0xff, secondRecord() + 4, secondRecord() + 8), 3, /checksum/],
      [
        "second record's token",
        (copy) => copy.fill(0x77, secondRecord() + 28, secondRecord() + 29),
        2,
        /is damaged: the token/,
      ],
      [
        "bytes between chunks",
        (copy) => joined(copy.subarray(0, 4096), [9, 9, 9], copy.subarray(4096)),
        3,
        /3 bytes are no chunk/,
      ],
      ["bytes lost in a chunk", (copy) => joined(copy.subarray(0, 60_000), [], copy.subarray(69_632)), 3, /cut off/],
      ["end of the file", (copy) => copy.slice(0, 69_632 + 600), 2, /cut off/],
    ];
    for (const [name, damage, count, message] of cases) {
      const { events, problems } = await readAll(evtx, bytesSource("x.evtx", damage(LOG.slice())));
      expect([name, events.length]).toEqual([name, count]);
      expect(problems.map((problem) => problem.message).join("\n")).toMatch(message);
      for (const { start, end } of problems) expect(end).toBeGreaterThanOrEqual(start);
    }
  });

  test("takes no event twice whose template is too much or leads outside", async () => {
    const wide = buildEvtx(["a"], [[[text("x".repeat(200))]]]);
    const at = 4096 + 512 + 24 + 10;
    for (const offset of [0, 600, 65_530, 0xffff_fff0]) {
      const copy = wide.slice();
      new DataView(copy.buffer).setUint32(at, offset, true);
      const { events, problems } = await readAll(evtx, bytesSource("x.evtx", copy));
      expect(events).toEqual([]);
      expect(problems.length).toBeGreaterThan(0);
    }
  });

  test("stops when the run is cancelled", async () => {
    const abort = new AbortController();
    abort.abort(new Error("stop"));
    await expect(readAll(evtx, bytesSource("x.evtx", LOG), { signal: abort.signal })).rejects.toThrow("stop");
  });
});

describe("properties of Windows event logs", () => {
  test("any split of the bytes gives the same events", async () => {
    const whole = await readAll(evtx, bytesSource("x.evtx", LOG));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(LOG.length), { maxLength: 6 }), async (cuts) => {
        const split = await readAll(evtx, cutSource("x.evtx", LOG, cuts));
        expect(split.events.map(plain)).toEqual(whole.events.map(plain));
      }),
      { numRuns: 20 },
    );
  });

  test("any damage gives events and problems, never an exception", async () => {
    const damage = fc.array(fc.tuple(fc.nat(LOG.length - 1), fc.nat(255)), { minLength: 1, maxLength: 40 });
    const near = fc.array(fc.tuple(fc.integer({ min: 4096, max: 7000 }), fc.nat(255)), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(damage, near), fc.nat(LOG.length), async (hits, length) => {
        const copy = LOG.slice(0, Math.max(length, 5000));
        for (const [at, value] of hits) if (at < copy.length) copy[at] = value;
        const { events } = await readAll(evtx, bytesSource("x.evtx", copy));
        for (const event of events) {
          for (const name of event.fields.names())
            for (const { span } of evtx.spansOf(event, name)) expect(span.end).toBeLessThanOrEqual(event.raw().length);
        }
      }),
      { numRuns: 200 },
    );
  });
});

function secondRecord(): number {
  const first = 4096 + 512;
  return first + new DataView(LOG.buffer).getUint32(first + 4, true);
}

function joined(before: Uint8Array, between: readonly number[], after: Uint8Array): Uint8Array {
  return Uint8Array.from([...before, ...between, ...after]);
}
