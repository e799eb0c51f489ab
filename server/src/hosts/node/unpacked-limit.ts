/** Bytes that a packed sample may come to. */
const MOST_BYTES = 16 * 2 ** 30;
/** Beyond these many bytes, nothing that is a log packs better than this. */
const SUSPICIOUS_BYTES = 512 * 2 ** 20;
const MOST_RATIO = 300;

/**
 * Passes unpacked bytes on and throws when they are too many for what they were packed in: a file that is made to exhaust
 * its reader. `packed` tells how many packed bytes went in so far.
 */
export async function* limitUnpacked(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  packed: () => number,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > MOST_BYTES || (total > SUSPICIOUS_BYTES && total > packed() * MOST_RATIO)) {
      const size = `${Math.floor(total / 2 ** 20)} MB`;
      throw new Error(
        `${name} unpacks to more than ${size}, far more than it is packed in; reading was stopped there.`,
      );
    }
    yield chunk;
  }
}
