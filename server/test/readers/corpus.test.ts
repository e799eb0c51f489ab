import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { jsonLines } from "#engine/readers/json-lines.ts";
import { partSpan } from "#engine/readers/located-fields.ts";
import type { Reader } from "#engine/readers/reader.ts";
import { bytesSource } from "#engine/sources.ts";
import type { SampleEvent } from "#events/event.ts";
import { toList } from "#events/value.ts";
import { shared } from "../support/shared.ts";
import { type Reading, readAll, readerFor } from "./read-all.ts";

const jsonFolder = shared("corpus/logs/jsonl");
const rawFolder = shared("corpus/logs/splunk-raw");

function jsonLogs(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => /\.json$|\.jsonl\.gz$/.test(name));
}

function bytesOf(folder: string, name: string): Uint8Array {
  const bytes = readFileSync(join(folder, name));
  return new Uint8Array(name.endsWith(".gz") ? gunzipSync(bytes) : bytes);
}

async function read(name: string, bytes: Uint8Array): Promise<Reading & { readonly reader: Reader }> {
  const reader = readerFor(bytes, name.replace(/\.gz$/, ""));
  return { reader, ...(await readAll(reader, bytesSource(name, bytes))) };
}

/** Counts that know nothing of the readers: bare JSON.parse of split lines. */
function plainCounts(bytes: Uint8Array): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of Buffer.from(bytes).toString("utf8").split("\n")) {
    if (line.trim() === "") continue;
    const { Channel, EventID, Hostname } = JSON.parse(line);
    const key = `${String(Channel).toLowerCase()} ${EventID} ${Hostname}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

function counts(events: readonly SampleEvent[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { fields } of events) {
    const key = `${String(fields.get("Channel")).toLowerCase()} ${fields.get("EventCode")} ${fields.get("Computer")}`;
    found[key] = (found[key] ?? 0) + 1;
  }
  return found;
}

/** Every value that says where it stands must stand there; a sample of the events is enough. */
function checkPlaces(events: readonly SampleEvent[], reader: Reader, bytes: Uint8Array): void {
  const decoder = new TextDecoder();
  for (const event of events.filter((_, index) => index % 17 === 0)) {
    const raw = event.raw();
    expect(decoder.decode(bytes.subarray(event.origin.start, event.origin.end))).toBe(raw);
    for (const name of event.fields.names()) {
      for (const value of reader.spansOf(event, name)) {
        if (name !== "_time") expect(toList(event.fields.get(name))).toContain(value.text);
        expect(partSpan(value, { start: 0, end: value.text.length })).toEqual(value.span);
      }
    }
  }
}

describe.skipIf(jsonFolder === undefined)("published JSON logs", () => {
  test.each(jsonFolder === undefined ? [] : jsonLogs(jsonFolder))("%s is read completely", async (name) => {
    const bytes = bytesOf(jsonFolder ?? "", name);
    const { events, problems, reader } = await read(name, bytes);
    expect(reader).toBe(jsonLines);
    expect(problems).toEqual([]);
    expect(counts(events)).toEqual(plainCounts(bytes));
    expect(events.filter((event) => event.time === null)).toEqual([]);
    checkPlaces(events, reader, bytes);
  });
});

describe.skipIf(rawFolder === undefined)("what a forwarder wrote", () => {
  test("every XML event is read, and nothing is dropped in silence", async () => {
    const [name = ""] = readdirSync(rawFolder ?? "");
    const bytes = bytesOf(rawFolder ?? "", name);
    const { events, problems, reader } = await read(name, bytes);
    const text = Buffer.from(bytes).toString("utf8");
    expect(events.filter((event) => event.raw().startsWith("<Event"))).toHaveLength(text.split("</Event>").length - 1);
    checkPlaces(events, reader, bytes);
    // What is neither an event nor reported is blank.
    const seen = [...events.map(({ origin }) => origin), ...problems].sort((a, b) => a.start - b.start);
    let at = 0;
    for (const { start, end } of seen) {
      expect(new TextDecoder().decode(bytes.subarray(at, start)).trim()).toBe("");
      at = end;
    }
    expect(new TextDecoder().decode(bytes.subarray(at)).trim()).toBe("");
  });
});
