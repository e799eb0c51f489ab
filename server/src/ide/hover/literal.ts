import { codeBlock, escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { renderAddress } from "../render/address.ts";
import { renderPrintable } from "../render/printable-uuid.ts";

/**
 * What a literal says by itself, whatever it is compared with: an IP address or block, a well-known SID, encoded text.
 * `address` says that it is compared with an address.
 */
export function renderLiteral(text: string, catalog: Catalog, address = false): string | undefined {
  const bare = text.replace(/^[*%]+|[*%]+$/g, "");
  const sid = /^S-1-[\d-]+$/i.test(bare) ? catalog.enums.sid(bare) : undefined;
  if (sid !== undefined) return `${inlineCode(bare)} is the SID of **${escapeMarkdown(sid)}**.`;
  if (/^\{?0{8}-(?:0{4}-){3}0{12}\}?$/.test(bare))
    return `${inlineCode(bare)} is the UUID of zeros: it stands for none.`;
  return (
    renderAddress(bare, address) ?? renderEncoded(bare) ?? (isOdd(bare) ? renderPrintable(bare, catalog) : undefined)
  );
}

/** Long enough, and no word: shorter texts and words are the printable bytes of some UUID by chance. */
function isOdd(text: string): boolean {
  return text.length >= 4 && /[^\w ]/.test(text);
}

/** Shorter ones are words too often; as UTF-16 every second byte is zero, which no word is. */
const SHORTEST = 16;
const SHORTEST_WIDE = 8;
const MOST_SHOWN = 2000;
const MOST_SEARCHED = 20_000;
const MOST_WORDS = 3;

/** The whole text decoded, or the words of it that are encoded text, as behind PowerShell's `-enc`. */
function renderEncoded(text: string): string | undefined {
  const whole = renderEncodedWord(text);
  if (whole !== undefined) return whole;
  const words = text.slice(0, MOST_SEARCHED).split(/[\s"'`*=:,;|()<>[\]{}]+/);
  const found = words.flatMap((word) => renderEncodedWord(word) ?? []);
  return found.length === 0 ? undefined : found.slice(0, MOST_WORDS).join("\n\n");
}

function renderEncodedWord(text: string): string | undefined {
  if (text.length < SHORTEST_WIDE) return undefined;
  const isHex = /^(?:0x)?(?:[0-9a-f]{2})+$/i.test(text);
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  for (const [name, bytes] of [
    ["Hexadecimal", isHex ? hexBytes(text.replace(/^0x/i, "")) : undefined],
    ["Base64", isBase64 ? base64Bytes(text) : undefined],
  ] as const) {
    const decoded = bytes === undefined ? undefined : asText(bytes);
    const isLong = text.length >= SHORTEST || decoded?.form === WIDE;
    if (decoded !== undefined && isLong)
      return `${name} of ${decoded.form}:\n\n${codeBlock(decoded.text.slice(0, MOST_SHOWN), "")}`;
  }
  return undefined;
}

function hexBytes(text: string): readonly number[] {
  return (text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

const WIDE = "UTF-16 text";
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of text.replace(/=+$/, "")) {
    held = (held << 6) | ALPHABET.indexOf(character);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(held >> bits);
    held &= (1 << bits) - 1;
  }
  return bytes;
}

/** The text that bytes are, when every one of them is a printable character of ASCII, plain or as UTF-16. */
function asText(bytes: readonly number[]): { readonly form: string; readonly text: string } | undefined {
  const wide = bytes.length % 2 === 0 && bytes.every((byte, index) => index % 2 === 0 || byte === 0);
  const codes = wide ? bytes.filter((_, index) => index % 2 === 0) : bytes;
  if (!codes.every((code) => (code >= 32 && code < 127) || code === 9 || code === 10 || code === 13)) return undefined;
  return { form: wide ? WIDE : "text", text: String.fromCharCode(...codes.slice(0, MOST_SHOWN)) };
}
