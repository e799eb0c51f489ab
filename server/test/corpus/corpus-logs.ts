import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, inflateRawSync } from "node:zlib";

/** An event as this test reads it, without the engine: flat, every value a text. */
export type Fact = Readonly<Record<string, string>>;

/** A log of the corpus: its bytes for the engine, its events for the test's own predicates. */
export interface CorpusLog {
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly facts: readonly Fact[];
}

/** Logs of JSON lines: plain, packed with gzip, or the one file in a zip archive. */
export function jsonLinesLog(paths: readonly string[]): CorpusLog {
  const files = paths.map((path) => ({ name: path.replace(/\.(gz|zip)$/, ".jsonl"), bytes: unpacked(path) }));
  const lines = files.flatMap(({ bytes }) => new TextDecoder().decode(bytes).split("\n"));
  return { files, facts: lines.filter((line) => line.trim() !== "").map((line) => flat(JSON.parse(line))) };
}

/** A folder of JSON files, each one event log record or a list of them, as Windows' XML in JSON. */
export function recordsLog(folder: string): CorpusLog {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  const files = names.sort().map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }));
  const facts = files.flatMap(({ bytes }) => recordsOf(new TextDecoder().decode(bytes)).map(ofRecord));
  return { files, facts };
}

/** A log with Windows Event XML on lines of its own, between events of other kinds. */
export function xmlLog(path: string): CorpusLog {
  const bytes = new Uint8Array(readFileSync(path));
  const events = new TextDecoder().decode(bytes).match(/<Event [\s\S]*?<\/Event>/g) ?? [];
  return { files: [{ name: path, bytes }], facts: events.map(ofXml) };
}

/** The Event XML that rules carry in a field of theirs, as one log. */
export function xmlInRulesLog(folder: string): CorpusLog {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yml"));
  const events = names
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").match(/<Event[\s>][\s\S]*?<\/Event>/g) ?? [])
    .map((xml) => xml.replaceAll(/\r?\n\s*/g, " "));
  const bytes = new TextEncoder().encode(`${events.join("\n")}\n`);
  return { files: [{ name: "samples.xml", bytes }], facts: events.map(ofXml) };
}

/** A failed logon out of rules, as if it had been tried with 40 accounts within 40 seconds. */
export function sprayLog(folder: string): CorpusLog {
  const { files } = xmlInRulesLog(folder);
  const lines = files.flatMap(({ bytes }) => new TextDecoder().decode(bytes).split("\n"));
  const logon = lines.find((line) => ofXml(line).EventID === "4625" && ofXml(line).WorkstationName !== undefined) ?? "";
  const events = Array.from({ length: 40 }, (_, n) =>
    logon
      .replace(/(Name=['"]TargetUserName['"]>)[^<]*/, `$1account${n}`)
      .replace(/SystemTime=(['"])[^'"]*/, `SystemTime=$12026-03-10T10:00:${String(n).padStart(2, "0")}.000Z`),
  );
  const bytes = new TextEncoder().encode(`${events.join("\n")}\n`);
  return { files: [{ name: "spray.xml", bytes }], facts: events.map(ofXml) };
}

/** An image load of a log, as if the program had loaded four named libraries at once. */
export function librariesLog(path: string, names: readonly string[]): CorpusLog {
  const [file] = jsonLinesLog([path]).files;
  const lines = new TextDecoder().decode(file?.bytes).split("\n");
  const load = lines.find((line) => line !== "" && flat(JSON.parse(line)).ImageLoaded !== undefined) ?? "{}";
  const events = names.map((name) => {
    return {
      ...recordOf(JSON.parse(load)),
      OriginalFileName: name,
      ImageLoaded: `C:\\Windows\\System32\\${name.toLowerCase()}`,
    };
  });
  const bytes = new TextEncoder().encode(events.map((event) => JSON.stringify(event)).join("\n"));
  return { files: [{ name: "libraries.jsonl", bytes }], facts: events.map(flat) };
}

function unpacked(path: string): Uint8Array {
  const bytes = readFileSync(path);
  if (path.endsWith(".gz")) return new Uint8Array(gunzipSync(bytes));
  return new Uint8Array(path.endsWith(".zip") ? onlyFileOf(bytes) : bytes);
}

/** The first file of a zip archive, by its central directory. */
function onlyFileOf(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const entry = zip.readUInt32LE(end + 16);
  const size = zip.readUInt32LE(entry + 20);
  const local = zip.readUInt32LE(entry + 42);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const data = zip.subarray(start, start + size);
  return zip.readUInt16LE(entry + 10) === 0 ? data : inflateRawSync(data);
}

function flat(value: unknown): Fact {
  const fact: Record<string, string> = {};
  for (const [name, each] of Object.entries(recordOf(value))) {
    if (each !== null && typeof each !== "object") fact[name] = String(each);
  }
  return fact;
}

/** The JSON documents of a file: one, or several behind each other. */
function recordsOf(text: string): readonly unknown[] {
  return text
    .split(/\n(?=\{)/)
    .filter((part) => part.trim() !== "")
    .flatMap((part): unknown[] => {
      const value: unknown = JSON.parse(part);
      return Array.isArray(value) ? value : [value];
    });
}

function ofRecord(record: unknown): Fact {
  const { System, EventData, UserData } = recordOf(recordOf(record).Event);
  const system = recordOf(System);
  const id = typeof system.EventID === "object" ? recordOf(system.EventID)["#text"] : system.EventID;
  return { ...flat(EventData ?? UserData), ...flat(System), EventID: String(id), Hostname: String(system.Computer) };
}

function ofXml(xml: string): Fact {
  const fact: Record<string, string> = {};
  for (const [, name, value] of xml.matchAll(/<Data Name=['"]([^'"]+)['"]>([^<]*)<\/Data>/g)) {
    if (name !== undefined && value !== undefined && value !== "") fact[name] = text(value);
  }
  const tag = (name: string) => text(new RegExp(`<${name}[^>]*>([^<]*)</${name}>`).exec(xml)?.[1] ?? "");
  return { ...fact, EventID: tag("EventID"), Channel: tag("Channel"), Hostname: tag("Computer") };
}

function text(xml: string): string {
  return xml
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
