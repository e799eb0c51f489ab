import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { ByteSource } from "#engine/sources.ts";

const CHUNK = 1 << 18;

/** Why a file cannot be used, in words for the user. */
export class FileProblem extends Error {}

/**
 * A file as a source of bytes. Rejects with a {@link FileProblem} that names the path when it does not exist, is no file, or may
 * not be read.
 */
export async function fileSource(path: string): Promise<ByteSource> {
  let size: number;
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new FileProblem(`${path} is a folder; name a file in it.`);
    if (!found.isFile()) throw new FileProblem(`${path} is a device, pipe or socket and may never end; name a file.`);
    size = found.size;
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    throw new FileProblem(`${path}: ${reason(error)}`);
  }
  return {
    name: path,
    size,
    async *chunks() {
      const stream = createReadStream(path, { highWaterMark: CHUNK });
      try {
        for await (const chunk of stream) yield chunk as Uint8Array;
      } finally {
        stream.destroy();
      }
    },
  };
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return "there is no such file.";
  if (code === "EACCES" || code === "EPERM") return "this user may not read it.";
  return error instanceof Error ? error.message : String(error);
}
