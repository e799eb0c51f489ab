import { codeBlock } from "#base/markdown.ts";
import { type Decoded, textOf } from "./decoded-bytes.ts";

/** Shorter ones are words too often; as UTF-16 every second byte is zero, which no word is. */
const SHORTEST = 16;
const SHORTEST_WIDE = 8;
const MOST_SHOWN = 2000;
const MOST_SEARCHED = 20_000;
const MOST_WORDS = 3;

/** What a text decodes to, or the words of it that are encoded, as behind PowerShell's `-enc`; undefined for plain text. */
export function renderEncoded(text: string): string | undefined {
  const whole = renderBytes(text) ?? renderWord(text) ?? renderPercent(text);
  if (whole !== undefined) return whole;
  const words = text.slice(0, MOST_SEARCHED).split(/[\s"'`*=:,;|()<>[\]{}]+/);
  const found = words.flatMap((word) => renderWord(word) ?? []);
  return found.length === 0 ? undefined : found.slice(0, MOST_WORDS).join("\n\n");
}

const SEPARATED =
  /^[{(|]?\s*(?:(?:\\x[0-9a-f]{2}){4,}|[0-9a-f]{2}(?:[ ,][0-9a-f]{2}){3,}|0x[0-9a-f]{2}(?:,\s*0x[0-9a-f]{2}){3,})\s*[})|]?$/i;

/** Bytes that are written one by one: `48 65`, `\x48\x65`, `0x48, 0x65`. */
function renderBytes(text: string): string | undefined {
  if (text.length > MOST_SEARCHED || !SEPARATED.test(text)) return undefined;
  return render("Bytes", textOf(hexBytes(text.replace(/0x|\\x/gi, "").replace(/[^0-9a-f]/gi, ""))));
}

/** Hexadecimal without anything between its bytes, and Base64 in either alphabet, with its padding or without. */
function renderWord(text: string): string | undefined {
  if (text.length < SHORTEST_WIDE) return undefined;
  const isHex = /^(?:0x)?(?:[0-9a-f]{2})+$/i.test(text);
  const bare = text.replace(/={1,2}$/, "");
  const isBase64 = /^(?:[A-Za-z0-9+/]+|[\w-]+)$/.test(bare) && bare.length % 4 !== 1;
  for (const [name, decoded] of [
    ["Hexadecimal", isHex ? textOf(hexBytes(text.replace(/^0x/i, ""))) : undefined],
    ["Base64", isBase64 ? textOf(base64Bytes(bare)) : undefined],
  ] as const)
    if (decoded !== undefined && (text.length >= SHORTEST || decoded.wide)) return render(name, decoded);
  return undefined;
}

function renderPercent(text: string): string | undefined {
  if ((text.match(/%[0-9a-f]{2}/gi) ?? []).length < 2 || text.length > MOST_SEARCHED) return undefined;
  const bytes = [...text.matchAll(/%([0-9a-f]{2})|([\x20-\x7e])/gi)].map(([, hex, character]) =>
    hex === undefined ? (character ?? "").charCodeAt(0) : Number.parseInt(hex, 16),
  );
  const written = text.replace(/%[0-9a-f]{2}/gi, "x");
  return bytes.length === written.length ? render("Percent-encoding", textOf(bytes)) : undefined;
}

function render(name: string, decoded: Decoded | undefined): string | undefined {
  if (decoded === undefined) return undefined;
  const text = decoded.text === undefined ? "" : `:\n\n${codeBlock(decoded.text.slice(0, MOST_SHOWN), "")}`;
  return `${name} of ${decoded.form}${text}`;
}

function hexBytes(text: string): readonly number[] {
  return (text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The bytes of Base64 without its padding, in either alphabet. */
export function base64Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of text.replaceAll("-", "+").replaceAll("_", "/")) {
    held = (held << 6) | ALPHABET.indexOf(character);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(held >> bits);
    held &= (1 << bits) - 1;
  }
  return bytes;
}
