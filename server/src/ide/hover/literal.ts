import { codeBlock, escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";

/** What a literal says by itself, whatever it is compared with: an IPv4 address or block, a well-known SID, encoded text. */
export function renderLiteral(text: string, catalog: Catalog): string | undefined {
  const bare = text.replace(/^[*%]+|[*%]+$/g, "");
  const sid = /^S-1-[\d-]+$/i.test(bare) ? catalog.enums.sid(bare) : undefined;
  if (sid !== undefined) return `${inlineCode(bare)} is the SID of **${escapeMarkdown(sid)}**.`;
  return renderAddress(bare) ?? renderEncoded(bare);
}

/** Special blocks of IPv4 (RFC 6890 and the RFCs that it lists), smaller ones before those around them. */
const BLOCKS: readonly (readonly [block: string, bits: number, meaning: string])[] = [
  ["0.0.0.0", 8, "this network (RFC 791)"],
  ["10.0.0.0", 8, "private (RFC 1918)"],
  ["100.64.0.0", 10, "shared by carriers (RFC 6598)"],
  ["127.0.0.0", 8, "loopback (RFC 1122)"],
  ["169.254.0.0", 16, "link-local (RFC 3927)"],
  ["172.16.0.0", 12, "private (RFC 1918)"],
  ["192.0.2.0", 24, "for documentation (RFC 5737)"],
  ["192.168.0.0", 16, "private (RFC 1918)"],
  ["198.18.0.0", 15, "for benchmarks (RFC 2544)"],
  ["198.51.100.0", 24, "for documentation (RFC 5737)"],
  ["203.0.113.0", 24, "for documentation (RFC 5737)"],
  ["224.0.0.0", 4, "multicast (RFC 5771)"],
  ["255.255.255.255", 32, "broadcast (RFC 919)"],
  ["240.0.0.0", 4, "reserved (RFC 1112)"],
];

function renderAddress(text: string): string | undefined {
  const [, address = "", length] = /^(\d{1,3}(?:\.\d{1,3}){3})(?:\/(\d{1,2}))?$/.exec(text) ?? [];
  const number = numberOf(address);
  const bits = Number(length ?? 32);
  if (number === undefined || bits > 32) return undefined;
  const size = 2 ** (32 - bits);
  const first = number - (number % size);
  const last = first + size - 1;
  const special = BLOCKS.find(([block, width]) => {
    const start = numberOf(block) ?? 0;
    return start <= first && last < start + 2 ** (32 - width);
  });
  const kind = special === undefined ? "" : `, ${special[2]}`;
  // An address with four parts may be a version number too, so nothing is said of one that is in no special block.
  if (length === undefined) return special === undefined ? undefined : `IPv4 address${kind}`;
  const range = `${inlineCode(dotted(first))} to ${inlineCode(dotted(last))}, ${size} address${size === 1 ? "" : "es"}`;
  const within =
    first === number ? "" : `\n\nThe address is not the first of its block, ${inlineCode(`${dotted(first)}/${bits}`)}.`;
  return `IPv4 block${kind}: ${range}${within}`;
}

function numberOf(address: string): number | undefined {
  const parts = address.split(".").map(Number);
  if (parts.length !== 4 || address === "" || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

function dotted(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}

/** Shorter ones are words too often. */
const SHORTEST = 16;
const MOST_SHOWN = 2000;

function renderEncoded(text: string): string | undefined {
  if (text.length < SHORTEST) return undefined;
  const isHex = /^(?:0x)?(?:[0-9a-f]{2})+$/i.test(text);
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  for (const [name, bytes] of [
    ["Hexadecimal", isHex ? hexBytes(text.replace(/^0x/i, "")) : undefined],
    ["Base64", isBase64 ? base64Bytes(text) : undefined],
  ] as const) {
    const decoded = bytes === undefined ? undefined : asText(bytes);
    if (decoded !== undefined)
      return `${name} of ${decoded.form}:\n\n${codeBlock(decoded.text.slice(0, MOST_SHOWN), "")}`;
  }
  return undefined;
}

function hexBytes(text: string): readonly number[] {
  return (text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

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
  return { form: wide ? "UTF-16 text" : "text", text: String.fromCharCode(...codes.slice(0, MOST_SHOWN)) };
}
