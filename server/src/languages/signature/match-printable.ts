import type { Span } from "#base/span.ts";
import type { PrintableGlob } from "#syntax/signature/printable-glob.ts";

/** The printable characters of bytes, 0x20 to 0x7e, and the place of each in the bytes. */
interface Projection {
  readonly text: string;
  readonly places: Uint32Array;
}

const DECODER = new TextDecoder("latin1");

/** Keeps the bytes 0x20 to 0x7e in order; all others vanish. */
function project(bytes: Uint8Array): Projection {
  const kept = new Uint8Array(bytes.length);
  const places = new Uint32Array(bytes.length);
  let count = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x20 || byte > 0x7e) continue;
    kept[count] = byte;
    places[count++] = at;
  }
  return { text: DECODER.decode(kept.subarray(0, count)), places: places.subarray(0, count) };
}

/**
 * Matches a glob against the printable characters of bytes: the leftmost chain, each literal as far left as it can stand. Gives
 * for every literal the byte range from its first to its last character, or null. Neighbours in the projection may stand far
 * apart in the bytes.
 */
export function matchPrintable(glob: PrintableGlob, bytes: Uint8Array, nocase: boolean): readonly Span[] | null {
  const { text: written, places } = project(bytes);
  const fold = (text: string) => (nocase ? text.toLowerCase() : text);
  const text = fold(written);
  const ranges: Span[] = [];
  let from = 0;
  for (const [index, literal] of glob.literals.entries()) {
    const wanted = fold(literal.text);
    const last = index === glob.literals.length - 1 && glob.anchoredEnd;
    const at = last ? atEnd(text, wanted, from) : text.indexOf(wanted, from);
    if (at < 0 || (index === 0 && glob.anchoredStart && at !== 0)) return null;
    from = at + wanted.length;
    ranges.push({ start: places[at] ?? 0, end: (places[from - 1] ?? 0) + 1 });
  }
  return ranges.length === 0 ? null : ranges;
}

function atEnd(text: string, wanted: string, from: number): number {
  const at = text.length - wanted.length;
  return at >= from && text.endsWith(wanted) ? at : -1;
}
