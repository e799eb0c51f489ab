import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { crc32, createInflateRaw } from "node:zlib";
import type { ByteSource } from "#engine/sources.ts";
import { FileProblem } from "./files.ts";
import { unpack } from "./gunzip.ts";

/** Entries that are looked at. */
const MOST_ENTRIES = 10_000;
const MOST_DIRECTORY = 64 * 2 ** 20;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

/** A file in a zip file. */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  readonly packedSize: number;
  readonly method: number;
  readonly encrypted: boolean;
  readonly sum: number;
  /** Byte at which its own header begins. */
  readonly offset: number;
}

/** Whether a file begins as zip files do. */
export async function isZip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && (buffer.readUInt32LE(0) === LOCAL || buffer.readUInt32LE(0) === END);
  } finally {
    await handle.close();
  }
}

/** The files of a zip file in the order of its directory, folders left out. Throws a {@link FileProblem} when it has none. */
export async function zipEntries(file: string): Promise<readonly ZipEntry[]> {
  const handle = await open(file);
  try {
    const { offset, size } = await directoryOf(handle, file);
    if (size > MOST_DIRECTORY)
      throw new FileProblem(`${file}: its directory has ${size} bytes, which is no list of logs.`);
    return entriesOf(await bytesAt(handle, offset, size), file);
  } catch (error) {
    if (error instanceof RangeError) throw new FileProblem(`${file}: the directory of the zip file is damaged.`);
    throw error;
  } finally {
    await handle.close();
  }
}

async function bytesAt(handle: FileHandle, offset: number, size: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(size), 0, size, offset);
  return buffer.subarray(0, bytesRead);
}

/** Where the central directory stands (APPNOTE 4.3.16, 4.3.14 for ZIP64). */
async function directoryOf(
  handle: FileHandle,
  file: string,
): Promise<{ readonly offset: number; readonly size: number }> {
  const { size: length } = await handle.stat();
  const from = Math.max(0, length - 65_557);
  const tail = await bytesAt(handle, from, length - from);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at--;
  if (at < 0) throw new FileProblem(`${file}: the zip file has no directory; it is cut off or damaged.`);
  const size = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  if (offset !== 0xffffffff || at < 20 || tail.readUInt32LE(at - 20) !== LOCATOR64) return { offset, size };
  const wide = await bytesAt(handle, Number(tail.readBigUInt64LE(at - 12)), 56);
  if (wide.readUInt32LE(0) !== END64) throw new FileProblem(`${file}: the directory of the zip file is damaged.`);
  return { size: Number(wide.readBigUInt64LE(40)), offset: Number(wide.readBigUInt64LE(48)) };
}

function entriesOf(directory: Buffer, file: string): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === ENTRY; ) {
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const name = directory.toString("utf8", at + 46, at + 46 + nameLength);
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const [size = 0, packedSize = 0, offset = 0] = wideSizes(
      extra,
      [24, 20, 42].map((field) => directory.readUInt32LE(at + field)),
    );
    const flags = directory.readUInt16LE(at + 8);
    const method = directory.readUInt16LE(at + 10);
    const sum = directory.readUInt32LE(at + 16);
    if (!name.endsWith("/"))
      entries.push({ name, size, packedSize, method, encrypted: (flags & 1) === 1, sum, offset });
    if (entries.length > MOST_ENTRIES)
      throw new FileProblem(`${file} holds more than ${MOST_ENTRIES} files; unpack those you need.`);
    at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** Values that do not fit into 32 bits stand, in this order, in the extra field 1. */
function wideSizes(extra: Buffer, values: readonly number[]): readonly number[] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  let next = at + 4;
  return values.map((value) => {
    if (value !== 0xffffffff || next + 8 > extra.length) return value;
    next += 8;
    return Number(extra.readBigUInt64LE(next - 8));
  });
}

/** A file in a zip file as a source of bytes. Throws a {@link FileProblem} when it is encrypted or packed in an unknown way. */
export async function zipEntrySource(file: string, entry: ZipEntry): Promise<ByteSource> {
  const name = `${file}/${entry.name}`;
  if (entry.encrypted) throw new FileProblem(`${name} is encrypted; unpack it with its password first.`);
  if (entry.method !== 0 && entry.method !== 8) {
    throw new FileProblem(`${name} is packed with method ${entry.method}; only stored and deflated files are read.`);
  }
  if (/\.zip$/i.test(entry.name))
    throw new FileProblem(`${name} is a zip file inside a zip file; unpack the outer one.`);
  const start = await dataStart(file, entry);
  return {
    name,
    size: entry.size,
    chunks: () => {
      const end = start + entry.packedSize - 1;
      const packed =
        entry.packedSize === 0 ? none() : (createReadStream(file, { start, end }) as AsyncIterable<Uint8Array>);
      return checked(name, entry, entry.method === 0 ? packed : unpack(name, packed, createInflateRaw()));
    },
  };
}

async function dataStart(file: string, { offset, name }: ZipEntry): Promise<number> {
  const handle = await open(file);
  try {
    const header = await bytesAt(handle, offset, 30);
    if (header.length < 30 || header.readUInt32LE(0) !== LOCAL)
      throw new FileProblem(`${file}: the place of ${name} in the zip file is damaged.`);
    return offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await handle.close();
  }
}

async function* none(): AsyncGenerator<Uint8Array> {}

/** Compares length and checksum when all bytes went through. */
async function* checked(name: string, entry: ZipEntry, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let sum = 0;
  let length = 0;
  for await (const chunk of chunks) {
    sum = crc32(chunk, sum);
    length += chunk.length;
    if (length > entry.size) break;
    yield chunk;
  }
  if (length !== entry.size || sum !== entry.sum)
    throw new Error(`${name} is damaged: its length or checksum is wrong.`);
}
