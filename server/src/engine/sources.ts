/** Bytes of a sample, as a host gives them. Each call of `chunks` reads anew from the start. */
export interface ByteSource {
  /** Path or URI, for messages and for detection by extension. */
  readonly name: string;
  /** Bytes in all, when known before reading. */
  readonly size: number | undefined;
  /** The bytes in order, in chunks of any length. Closing the iteration early closes the file. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** A source over bytes in memory. */
export function bytesSource(name: string, bytes: Uint8Array, chunkSize = 1 << 18): ByteSource {
  return {
    name,
    size: bytes.length,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
    },
  };
}
