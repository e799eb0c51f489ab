import { Readable, type Transform } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Gunzip } from "#engine/samples.ts";
import { limitUnpacked } from "./unpacked-limit.ts";

/**
 * Unpacks gzip as it is read. Closing the result early closes the source; damaged bytes reject with zlib's message, far too
 * many bytes with one that says so.
 */
export const nodeGunzip: Gunzip = (chunks) => unpack("The gzip file", chunks, createGunzip());

/** The bytes that a stream of zlib makes of packed ones, bounded. */
export async function* unpack(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  stream: Transform,
): AsyncGenerator<Uint8Array> {
  let taken = 0;
  const counted = async function* () {
    for await (const chunk of chunks) {
      taken += chunk.length;
      yield chunk;
    }
  };
  const packed = Readable.from(counted());
  packed.on("error", (error) => stream.destroy(error));
  packed.pipe(stream);
  try {
    yield* limitUnpacked(name, stream as AsyncIterable<Uint8Array>, () => taken);
  } finally {
    stream.destroy();
    packed.destroy();
  }
}
