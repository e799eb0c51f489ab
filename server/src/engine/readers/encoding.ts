/** How the bytes of a text sample are to be read. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** The encoding that a byte order mark names, and its length; UTF-8 without one. */
export function encodingOf(head: Uint8Array): { readonly encoding: Encoding; readonly mark: number } {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", mark: 2 };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", mark: 3 };
  return { encoding: "utf-8", mark: 0 };
}

/** The text that a sample begins with, for detection: what is cut off at the end is left out. */
export function headText(head: Uint8Array): string {
  const { encoding, mark } = encodingOf(head);
  const body = head.subarray(mark);
  if (encoding !== "utf-8") return decodeUtf16(body.subarray(0, body.length & ~1), encoding);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(body.subarray(0, body.length - incompleteTail(body)));
}

/** The first twenty lines of a sample's head that are not blank, by which a reader of lines tells its format. */
export function headLines(head: Uint8Array): readonly string[] {
  return headText(head)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "")
    .slice(0, 20);
}

/** Whether the bytes are those of a text: no control characters but tab, line ends, form feed and escape. */
export function looksLikeText(head: Uint8Array): boolean {
  const { encoding, mark } = encodingOf(head);
  if (encoding !== "utf-8") return true;
  for (let i = mark; i < head.length; i++) {
    const byte = head[i] ?? 0;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) return false;
  }
  return true;
}

/** How many bytes at the end are the beginning of a UTF-8 sequence that goes on beyond them. */
export function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

const UTF16 = new TextDecoder("utf-16le", { ignoreBOM: true });

/** Decodes an even number of UTF-16 bytes; every two bytes give one code unit, lone surrogates U+FFFD. */
export function decodeUtf16(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === "utf-16le") return UTF16.decode(bytes);
  const swapped = new Uint8Array(bytes.length);
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    swapped[i] = bytes[i + 1] ?? 0;
    swapped[i + 1] = bytes[i] ?? 0;
  }
  return UTF16.decode(swapped);
}

/** How many bytes UTF-8 needs for a piece of text. */
export function utf8Length(text: string, start = 0, end = text.length): number {
  let bytes = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code < 0xdc00 && i + 1 < end) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  return bytes;
}

/**
 * The byte at which each UTF-16 unit of a UTF-8 text begins, and one more for its end; agrees with TextDecoder for invalid
 * bytes too (Encoding Standard, UTF-8 decoder), where the length of U+FFFD says nothing.
 */
export function utf8Offsets(bytes: Uint8Array): Uint32Array {
  const offsets = new Uint32Array(bytes.length + 1);
  let units = 0;
  let at = 0;
  while (at < bytes.length) {
    const { length, valid } = sequenceAt(bytes, at);
    offsets[units++] = at;
    if (valid && length === 4) offsets[units++] = at;
    at += length;
  }
  offsets[units] = bytes.length;
  return offsets.subarray(0, units + 1);
}

/** The sequence at a byte: its length when it is valid, otherwise that of the part that becomes one U+FFFD. */
function sequenceAt(bytes: Uint8Array, at: number): { length: number; valid: boolean } {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return { length: 1, valid: true };
  const needed = lead >= 0xc2 && lead <= 0xdf ? 1 : (lead & 0xf0) === 0xe0 ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
  if (needed === 0) return { length: 1, valid: false };
  let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  for (let i = 1; i <= needed; i++) {
    const byte = bytes[at + i];
    if (byte === undefined || byte < low || byte > high) return { length: i, valid: false };
    low = 0x80;
    high = 0xbf;
  }
  return { length: needed + 1, valid: true };
}

/** The next UTF-16 newline; `from` and the bytes begin with a whole unit. */
export function wideNewline(bytes: Uint8Array, from: number, encoding: Encoding): number {
  const [first, second] = encoding === "utf-16le" ? [10, 0] : [0, 10];
  for (let i = from; i + 1 < bytes.length; i += 2) {
    if (bytes[i] === first && bytes[i + 1] === second) return i;
  }
  return -1;
}
