/** Why bytes are no binary XML. */
export class BinaryXmlFault extends Error {}

/** Reads little-endian numbers from a chunk, up to a limit; beyond it a {@link BinaryXmlFault} is thrown. */
export class Cursor {
  readonly bytes: Uint8Array;
  readonly limit: number;
  at: number;

  constructor(bytes: Uint8Array, at: number, limit: number) {
    this.bytes = bytes;
    this.at = at;
    this.limit = Math.min(limit, bytes.length);
  }

  /** Moves on by a number of bytes and gives where they begin. */
  take(count: number): number {
    const at = this.at;
    if (count < 0 || at + count > this.limit)
      throw new BinaryXmlFault(`the record ends inside a part at byte ${at} of the chunk`);
    this.at = at + count;
    return at;
  }

  u8(): number {
    return this.bytes[this.take(1)] ?? 0;
  }

  u16(): number {
    const at = this.take(2);
    return (this.bytes[at] ?? 0) | ((this.bytes[at + 1] ?? 0) << 8);
  }

  u32(): number {
    const low = this.u16();
    return (low | (this.u16() << 16)) >>> 0;
  }
}
