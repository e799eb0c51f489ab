import { looksLikeText } from "./encoding.ts";
import { READERS } from "./index.ts";
import type { Reader } from "./reader.ts";

/** How many bytes of a sample detection looks at. */
export const HEAD_BYTES = 1 << 16;

/** The reader of a sample, or why there is none. */
export type Detection = { readonly reader: Reader } | { readonly reader: null; readonly message: string };

/** Chooses the reader that is surest of a sample's first bytes; its name only breaks a tie. */
export function detectReader(head: Uint8Array, name: string, readers: readonly Reader[] = READERS): Detection {
  if (head.length === 0) return { reader: null, message: "The sample is empty." };
  let best: Reader | null = null;
  let bestScore = 0;
  for (const reader of readers) {
    const certainty = reader.detect(head, name);
    const bonus = certainty > 0 && reader.extensions.some((end) => name.toLowerCase().endsWith(end)) ? 0.05 : 0;
    if (certainty + bonus > bestScore) {
      best = reader;
      bestScore = certainty + bonus;
    }
  }
  if (best !== null) return { reader: best };
  const tried = readers.map((reader) => reader.title).join(", ");
  const what = looksLikeText(head) ? "No known log format" : "The sample is binary and no known log format";
  return { reader: null, message: `${what}. Tried: ${tried}.` };
}
