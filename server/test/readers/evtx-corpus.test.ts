import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { evtx } from "#engine/readers/evtx.ts";
import { partSpan } from "#engine/readers/located-fields.ts";
import { seededRandom } from "#engine/seeded-random.ts";
import { bytesSource } from "#engine/sources.ts";
import { WindowsFields } from "#engine/windows/windows-fields.ts";
import { XmlRecord } from "#engine/windows/xml-record.ts";
import type { SampleEvent } from "#events/event.ts";
import { toList } from "#events/value.ts";
import { shared } from "../support/shared.ts";
import { plain, readAll, readerFor } from "./read-all.ts";

const corpus = shared("corpus");
const table = shared("corpus/derived/evtx-libevtx.tsv");

interface Expected {
  readonly path: string;
  readonly records: number;
  readonly exported: number;
  readonly ids: Readonly<Record<string, number>>;
}

function expectedFiles(): readonly Expected[] {
  if (table === undefined) return [];
  const rows = readFileSync(table, "utf8").trimEnd().split("\n").slice(1);
  return rows.map((row) => {
    const [path = "", records, , , exported, counts = ""] = row.split("\t");
    const ids = counts.split(" ").flatMap((pair) => (pair === "" ? [] : [pair.split("=")]));
    return {
      path,
      records: Number(records),
      exported: Number(exported),
      ids: Object.fromEntries(ids.map(([id, count]) => [id, Number(count)])),
    };
  });
}

const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(join(corpus ?? "", path)));

function idCounts(events: readonly SampleEvent[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { fields } of events) {
    const id = String(fields.get("EventCode"));
    counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts;
}

/** The same event read from its XML alone. */
function fieldsOfXml(event: SampleEvent): unknown {
  const record = new XmlRecord(event.raw());
  expect(record.fault()).toBeNull();
  const input = {
    sampleName: "x",
    sample: 0,
    windowsProfile: "xml",
    timeZone: "UTC",
    defaults: {},
    jsonNull: "text",
  } as const;
  const fields = new WindowsFields(record, () => event.raw(), input);
  return fields.names().map((name) => [name, fields.get(name)]);
}

describe.skipIf(table === undefined)("published EVTX files", () => {
  test.each(expectedFiles().map((file) => [file.path, file] as const))("%s", async (path, file) => {
    const bytes = bytesOf(path);
    expect(readerFor(bytes, "log").id).toBe("evtx");
    const { events, problems } = await readAll(evtx, bytesSource("x", bytes, 10_007));
    expect(problems.filter(({ message }) => !/checksum of the file|not closed/.test(message))).toEqual([]);
    expect(events).toHaveLength(file.records);
    if (file.exported === file.records) expect(idCounts(events)).toEqual(file.ids);
    for (const event of events) {
      expect(event.raw()).not.toMatch(/[\r\n]/);
      expect(event.time).not.toBeNull();
      expect(event.fields.names().map((name) => [name, event.fields.get(name)])).toEqual(fieldsOfXml(event));
    }
    for (const event of events.filter((_, index) => index % 7 === 0)) {
      for (const name of event.fields.names()) {
        for (const value of evtx.spansOf(event, name)) {
          if (name !== "_time") expect(toList(event.fields.get(name))).toContain(value.text);
          expect(partSpan(value, { start: 0, end: value.text.length })).toEqual(value.span);
        }
      }
    }
  });
});

/** The leaves of a record as another parser's JSON has them. */
function leaves(value: unknown, name = ""): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, name));
  if (typeof value !== "object") return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, key === "#text" || key === "#attributes" ? name : key),
  );
}

/**
 * What two renderings may differ in: the case and braces of GUIDs, digits of a time's fraction, and blanks at the ends, which the
 * other parser trims.
 */
function normal(text: string): string {
  const guid = text.replace(/^\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?$/, (_, id: string) =>
    id.toLowerCase(),
  );
  return guid.replace(/(\.\d+)Z$/, (_, digits: string) => `${digits.slice(0, 7).replace(/0+$/, "")}Z`).trim();
}

/** Twins that somebody edited: the file itself writes `Explorer.EXE` (its UTF-16 bytes tell). */
const EDITED: ReadonlySet<string> = new Set(["C:\\Windows\\Explorer.exe"]);

const regression = shared("corpus/oracle/sigma-regression");
const twins = expectedFiles()
  .map(({ path }) => path)
  .filter((path) => path.startsWith("oracle/") && existsSync(join(corpus ?? "", path.replace(/\.evtx$/, ".json"))));

function jsonRecords(path: string): readonly unknown[] {
  const text = readFileSync(join(corpus ?? "", path), "utf8");
  try {
    const whole: unknown = JSON.parse(text);
    return Array.isArray(whole) ? whole : [whole];
  } catch {
    return text
      .split(/\n(?=\{)/)
      .filter((part) => part.trim() !== "")
      .map((part) => JSON.parse(part.replace(/^Record \d+\s*/, "")));
  }
}

describe.skipIf(regression === undefined)("EVTX files with a twin in JSON", () => {
  test.each(twins)("%s", async (path) => {
    const { events } = await readAll(evtx, bytesSource("x", bytesOf(path)));
    const records = jsonRecords(path.replace(/\.evtx$/, ".json"));
    expect(events).toHaveLength(records.length);
    for (const [index, event] of events.entries()) {
      const xml = event.raw();
      const wanted = leaves(records[index]).filter(([name, text]) => name !== "xmlns" && !EDITED.has(text));
      for (const [name, text] of wanted) {
        const found = name === "Data" || name === "EventID" ? toList(event.fields.get(name)) : valuesIn(xml, name);
        if (!found.map(normal).includes(normal(text)))
          expect({ name, found: found.map(normal) }).toEqual({ name, found: [normal(text)] });
      }
    }
  });
});

/** The values of a name anywhere in an event's XML: elements, attributes and named data. */
function valuesIn(xml: string, name: string): readonly string[] {
  const escapedName = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const places = [
    `<Data Name='${escapedName}'>([^<]*)</Data>`,
    `<${escapedName}(?: [^>]*)?>([^<]*)</`,
    ` ${escapedName}='([^']*)'`,
  ];
  return places.flatMap((place) => [...xml.matchAll(new RegExp(place, "g"))].map(([, text = ""]) => decode(text)));
}

function decode(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", apos: "'", quot: '"' };
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, word = "") =>
    code === undefined ? (named[word] ?? whole) : String.fromCharCode(Number(code)),
  );
}

describe.skipIf(table === undefined)("damaged copies of an EVTX file", () => {
  const folder = join(corpus ?? "", "logs/evtx/EVTX-ATTACK-SAMPLES/Lateral Movement");
  const files =
    table === undefined
      ? []
      : readdirSync(folder)
          .slice(0, 8)
          .map((name) => join(folder, name));

  test("200 seeds: nothing is lost but what was hit, and nothing hangs", async () => {
    for (let seed = 0; seed < 200; seed++) {
      const random = seededRandom(seed);
      const bytes = new Uint8Array(readFileSync(files[seed % files.length] ?? ""));
      const whole = await readAll(evtx, bytesSource("x", bytes));
      const copy = bytes.slice(0, seed % 3 === 0 ? Math.floor(random() * bytes.length) : bytes.length);
      const hit = new Set<number>();
      for (let i = 0; i < (seed % 3 === 0 ? 0 : 1 + Math.floor(random() * 20)); i++) {
        const at = Math.floor(random() * copy.length);
        copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random() * 8));
        hit.add(at);
      }
      const { events, problems } = await readAll(evtx, bytesSource("x", copy));
      for (const event of events) for (const name of event.fields.names()) evtx.spansOf(event, name);
      const texts = new Set(events.map((event) => `${event.origin.start} ${event.raw()}`));
      // Template definitions and names stand inside records: a hit there reaches the records that use them.
      if (hit.size === 0) {
        const intact = whole.events.filter(({ origin }) => origin.end <= copy.length);
        for (const event of intact) expect(texts).toContain(`${event.origin.start} ${event.raw()}`);
      } else {
        const untouched = whole.events.filter(
          ({ origin }) => ![...hit].some((at) => at >= origin.start && at < origin.end),
        );
        const told = (at: number) => problems.some(({ start, end }) => at >= start && at < end);
        for (const { origin } of untouched)
          expect(events.some((event) => event.origin.start === origin.start) || told(origin.start)).toBe(true);
      }
      if (copy.length > 0 && copy.length < bytes.length) expect(problems.length).toBeGreaterThan(0);
    }
  });
});

describe.skipIf(table === undefined)("how an EVTX file is cut", () => {
  test("any split gives the same events", async () => {
    const bytes = bytesOf(expectedFiles()[0]?.path ?? "");
    const whole = await readAll(evtx, bytesSource("x", bytes));
    for (const size of [1 << 20, 70_001, 4095, 333]) {
      const split = await readAll(evtx, bytesSource("x", bytes, size));
      expect(split.events.map(plain)).toEqual(whole.events.map(plain));
    }
  });
});
