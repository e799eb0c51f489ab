/** What bytes are: text, or the beginning of a file of a known kind. */
export interface Decoded {
  /** In words: `text`, `UTF-16 text`, `a program of Windows`. */
  readonly form: string;
  readonly text?: string;
  /** Two bytes a character. */
  readonly wide: boolean;
}

/** First bytes of files that are carried in encoded form. */
const BEGINNINGS: readonly (readonly [bytes: readonly number[], form: string])[] = [
  [[0x4d, 0x5a, 0x90, 0x00], "bytes that begin as a program of Windows does (`MZ`)"],
  [[0x7f, 0x45, 0x4c, 0x46], "bytes that begin as a program of Linux does (`ELF`)"],
  [[0x1f, 0x8b, 0x08], "bytes that begin as gzip does"],
  [[0x50, 0x4b, 0x03, 0x04], "bytes that begin as a ZIP archive does (`PK`)"],
  [[0xd0, 0xcf, 0x11, 0xe0], "bytes that begin as an OLE document does"],
];

/** Bytes as what they are, when that leaves no doubt: all of them printable as ASCII, UTF-16 or UTF-8, or a known beginning. */
export function textOf(bytes: readonly number[]): Decoded | undefined {
  const known = BEGINNINGS.find(([start]) => start.every((byte, index) => bytes[index] === byte));
  if (known !== undefined) return { form: known[1], wide: false };
  const wide = wideText(bytes);
  if (wide !== undefined) return { form: "UTF-16 text", text: wide, wide: true };
  if (bytes.length > 0 && bytes.every(isPrintable))
    return { form: "text", text: String.fromCodePoint(...bytes.slice(0, MOST)), wide: false };
  const text = longText(bytes);
  return text === undefined ? undefined : { form: "UTF-8 text", text, wide: false };
}

const MOST = 4000;

function isPrintable(code: number): boolean {
  return (code >= 32 && code < 127) || code === 9 || code === 10 || code === 13;
}

/** UTF-16, low byte first, nearly all of it ASCII: other texts of two bytes a character cannot be told from noise. */
function wideText(bytes: readonly number[]): string | undefined {
  if (bytes.length < 4 || bytes.length % 2 === 1) return undefined;
  const units = bytes.flatMap((byte, index) => (index % 2 === 0 ? [byte | ((bytes[index + 1] ?? 0) << 8)] : []));
  const own = units[0] === 0xfeff ? units.slice(1) : units;
  const plain = own.filter(isPrintable).length;
  if (plain < own.length * 0.75 || !own.every((unit) => isPrintable(unit) || isLetter(unit))) return undefined;
  return String.fromCharCode(...own.slice(0, MOST));
}

function isLetter(code: number): boolean {
  return /^[\p{L}\p{P}]$/u.test(String.fromCodePoint(code));
}

/** UTF-8 with characters outside of ASCII (RFC 3629); undefined when it is not valid or not all letters and marks. */
function longText(bytes: readonly number[]): string | undefined {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const size = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : 0;
    const rest = bytes.slice(at + 1, at + size);
    if (size === 0 || rest.length < size - 1 || rest.some((byte) => byte >> 6 !== 2)) return undefined;
    const code = rest.reduce(
      (sum, byte) => (sum << 6) | (byte & 63),
      size === 1 ? first : first & (0xff >> (size + 1)),
    );
    const isSurrogate = code >= 0xd800 && code < 0xe000;
    if (isSurrogate || (size === 3 && code < 0x800) || !(isPrintable(code) || isLetter(code))) return undefined;
    text += String.fromCodePoint(code);
    at += size;
  }
  return text === "" ? undefined : text.slice(0, MOST);
}
