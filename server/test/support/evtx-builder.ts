import { crc32 } from "node:zlib";

/** A value of an event: its type and bytes. */
export interface BuiltValue {
  readonly type: number;
  readonly bytes: readonly number[];
}

const utf16 = (text: string): number[] => [...Buffer.from(text, "utf16le")];
const u16 = (value: number): number[] => [value & 255, (value >> 8) & 255];
const u32 = (value: number): number[] => [...u16(value), ...u16(value >>> 16)];
const u64 = (value: bigint): number[] => [...u32(Number(value & 0xffffffffn)), ...u32(Number(value >> 32n))];

export const text = (value: string): BuiltValue => ({ type: 1, bytes: utf16(value) });
export const typed = (type: number, ...bytes: number[]): BuiltValue => ({ type, bytes });

/**
 * Writes an EVTX file of its own: one template per chunk, with `<Data Name=…>` for each of `names` and an event id, computer,
 * channel and time; then one event for each list of values.
 */
export function buildEvtx(
  names: readonly string[],
  chunks: readonly (readonly (readonly BuiltValue[])[])[],
): Uint8Array {
  const file = new Uint8Array(4096 + chunks.length * 65536);
  const view = new DataView(file.buffer);
  file.set(Buffer.from("ElfFile\0"), 0);
  view.setUint32(32, 128, true);
  view.setUint16(40, 4096, true);
  view.setUint16(42, chunks.length, true);
  view.setUint32(124, sum(file.subarray(0, 120)), true);
  let id = 1n;
  for (const [index, events] of chunks.entries()) {
    const chunk = file.subarray(4096 + index * 65536, 4096 + (index + 1) * 65536);
    id = writeChunk(chunk, names, events, id);
  }
  return file;
}

function writeChunk(
  chunk: Uint8Array,
  names: readonly string[],
  events: readonly (readonly BuiltValue[])[],
  first: bigint,
): bigint {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
  chunk.set(Buffer.from("ElfChnk\0"), 0);
  view.setUint32(40, 128, true);
  let at = 512;
  let template = 0;
  let id = first;
  for (const values of events) {
    const body = new ChunkWriter(at + 24);
    body.push(0x0f, 1, 1, 0, 0x0c, 1, ...u32(7));
    const resident = template === 0;
    if (resident) template = body.at + 4;
    body.push(...u32(template));
    if (resident) writeTemplate(body, names);
    body.push(...u32(values.length));
    for (const { type, bytes } of values) body.push(...u16(bytes.length), type, 0);
    for (const { bytes } of values) body.push(...bytes);
    body.push(0);
    while ((body.bytes.length + 28) % 8 !== 0) body.push(0);
    const size = body.bytes.length + 28;
    if (at + size > chunk.length) throw new Error("too much for one chunk");
    chunk.set([0x2a, 0x2a, 0, 0, ...u32(size), ...u64(id), ...u64(133_500_000_000_000_000n)], at);
    chunk.set(body.bytes, at + 24);
    view.setUint32(at + size - 4, size, true);
    at += size;
    id += 1n;
  }
  view.setUint32(48, at, true);
  view.setUint32(52, sum(chunk.subarray(512, at)), true);
  view.setUint32(124, sum(Buffer.concat([chunk.subarray(0, 120), chunk.subarray(128, 512)])), true);
  return id;
}

function writeTemplate(body: ChunkWriter, names: readonly string[]): void {
  body.push(...u32(0), ...new Array<number>(16).fill(0xab));
  const length = body.hole();
  body.push(0x0f, 1, 1, 0);
  body.element("Event", {}, () => {
    body.element("System", {}, () => {
      body.element("Provider", { Name: "Example" });
      body.element("EventID", {}, () => body.literal("4688"));
      body.element("TimeCreated", { SystemTime: "2026-03-10T09:00:00.1234567Z" });
      body.element("Channel", {}, () => body.literal("Security"));
      body.element("Computer", {}, () => body.literal("ws01.corp.example"));
    });
    body.element("EventData", {}, () => {
      for (const [index, name] of names.entries())
        body.element("Data", { Name: name }, () => body.push(0x0d, ...u16(index), 0));
    });
  });
  body.push(0);
  length();
}

/** Bytes of a chunk from an offset on. */
class ChunkWriter {
  readonly bytes: number[] = [];
  readonly #base: number;

  constructor(base: number) {
    this.#base = base;
  }

  get at(): number {
    return this.#base + this.bytes.length;
  }

  push(...bytes: number[]): void {
    this.bytes.push(...bytes);
  }

  /** Leaves four bytes out; the result fills in how many follow. */
  hole(): () => void {
    const at = this.bytes.length;
    this.push(0, 0, 0, 0);
    return () => this.bytes.splice(at, 4, ...u32(this.bytes.length - at - 4));
  }

  element(name: string, attributes: Readonly<Record<string, string>>, content?: () => void): void {
    const given = Object.entries(attributes);
    this.push(given.length > 0 ? 0x41 : 0x01, 0xff, 0xff);
    const length = this.hole();
    this.#name(name);
    if (given.length > 0) {
      const listed = this.hole();
      for (const [index, [key, value]] of given.entries()) {
        this.push(index + 1 < given.length ? 0x46 : 0x06);
        this.#name(key);
        this.literal(value);
      }
      listed();
    }
    if (content === undefined) this.push(0x03);
    else {
      this.push(0x02);
      content();
      this.push(0x04);
    }
    length();
  }

  literal(value: string): void {
    this.push(0x05, 0x01, ...u16(value.length), ...utf16(value));
  }

  #name(name: string): void {
    this.push(...u32(this.at + 4), ...u32(0), 0, 0, ...u16(name.length), ...utf16(name), 0, 0);
  }
}

function sum(bytes: Uint8Array): number {
  return crc32(bytes);
}
