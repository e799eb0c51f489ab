import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Gunzip } from "#engine/samples.ts";

/** Unpacks gzip as it is read. Closing the result early closes the source; damaged bytes reject with zlib's message. */
export const nodeGunzip: Gunzip = async function* (chunks) {
  const packed = Readable.from(chunks);
  const unpacked = createGunzip();
  packed.on("error", (error) => unpacked.destroy(error));
  packed.pipe(unpacked);
  try {
    for await (const chunk of unpacked) yield chunk as Uint8Array;
  } finally {
    unpacked.destroy();
    packed.destroy();
  }
};
