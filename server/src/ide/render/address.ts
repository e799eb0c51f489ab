import { inlineCode } from "#base/markdown.ts";
import { type Block, readAddress, writeAddress } from "./address-text.ts";

/** Special blocks (RFC 6890 and the RFCs that it lists), smaller ones before those around them. */
const BLOCKS: readonly (readonly [block: string, meaning: string])[] = [
  ["0.0.0.0/8", "this network (RFC 791)"],
  ["10.0.0.0/8", "private (RFC 1918)"],
  ["100.64.0.0/10", "shared by carriers (RFC 6598)"],
  ["127.0.0.0/8", "loopback (RFC 1122)"],
  ["169.254.0.0/16", "link-local (RFC 3927)"],
  ["172.16.0.0/12", "private (RFC 1918)"],
  ["192.0.0.0/24", "for protocols of the IETF (RFC 6890)"],
  ["192.0.2.0/24", "for documentation (RFC 5737)"],
  ["192.88.99.0/24", "former 6to4 relays (RFC 7526)"],
  ["192.168.0.0/16", "private (RFC 1918)"],
  ["198.18.0.0/15", "for benchmarks (RFC 2544)"],
  ["198.51.100.0/24", "for documentation (RFC 5737)"],
  ["203.0.113.0/24", "for documentation (RFC 5737)"],
  ["224.0.0.0/4", "multicast (RFC 5771)"],
  ["255.255.255.255/32", "broadcast (RFC 919)"],
  ["240.0.0.0/4", "reserved (RFC 1112)"],
  ["::/128", "unspecified (RFC 4291)"],
  ["::1/128", "loopback (RFC 4291)"],
  ["::ffff:0:0/96", "IPv4-mapped (RFC 4291)"],
  ["64:ff9b::/96", "translation between IPv4 and IPv6 (RFC 6052)"],
  ["100::/64", "discarded (RFC 6666)"],
  ["2001::/32", "Teredo (RFC 4380)"],
  ["2001:db8::/32", "for documentation (RFC 3849)"],
  ["2002::/16", "6to4 (RFC 3056)"],
  ["fc00::/7", "private, unique local (RFC 4193)"],
  ["fe80::/10", "link-local (RFC 4291)"],
  ["ff00::/8", "multicast (RFC 4291)"],
  ["2000::/3", "public, global unicast (RFC 4291)"],
];

const SPECIAL = BLOCKS.flatMap(([text, meaning]) => {
  const block = readAddress(text);
  return block === undefined ? [] : [{ block, meaning }];
});

/**
 * An IP address or CIDR block in words: version, kind, range, size. `certain` says that the text can be nothing else; without it
 * an IPv4 address in no special block gives undefined, since it may be a version number.
 */
export function renderAddress(text: string, certain: boolean): string | undefined {
  const block = readAddress(text);
  if (block === undefined) return certain ? (renderBeginning(text) ?? whyNone(text)) : undefined;
  if (!certain && mayBeOther(text)) return undefined;
  const { version, address, bits, written } = block;
  const width = version === 4 ? 32 : 128;
  const size = 1n << BigInt(width - bits);
  const first = address - (address % size);
  const last = first + size - 1n;
  const special = SPECIAL.find(({ block }) => holds(block, version, first, last));
  const kind = special === undefined ? "" : `, ${special.meaning}`;
  if (!written) {
    if (special === undefined && !certain && version === 4) return undefined;
    const none = version === 4 ? ", public (in no special block)" : ", in no assigned block";
    return `IPv${version} address${special === undefined ? none : kind}${mappedText(block)}`;
  }
  const show = (number: bigint): string => inlineCode(writeAddress(number, version));
  const sizes = size > 1n << 64n ? `2^${width - bits}` : size.toString();
  const within =
    first === address
      ? ""
      : `\n\nThe address is not the first of its block, ${inlineCode(`${writeAddress(first, version)}/${bits}`)}.`;
  return `IPv${version} block${kind}: ${show(first)} to ${show(last)}, ${sizes} address${size === 1n ? "" : "es"}${within}`;
}

const MAPPED = 0xffffn << 32n;

/** The IPv4 address inside an IPv6 one that stands for it. */
function mappedText({ version, address }: Block): string {
  if (version === 4 || (address >> 32n) << 32n !== MAPPED) return "";
  const four = writeAddress(address & 0xffffffffn, 4);
  return `: ${inlineCode(four)}, ${renderAddress(four, true) ?? ""}`;
}

/** `192.168.1.*`: the addresses whose text begins so. */
function renderBeginning(text: string): string | undefined {
  const [, front] = /^((?:\d{1,3}\.){1,3})\*$/.exec(text) ?? [];
  if (front === undefined) return undefined;
  const parts = front.split(".").slice(0, -1);
  const block = `${[...parts, "0", "0", "0"].slice(0, 4).join(".")}/${parts.length * 8}`;
  const rendered = renderAddress(block, true);
  return readAddress(block) === undefined ? rendered : `Addresses that begin with ${inlineCode(front)}: ${rendered}`;
}

/** What keeps a text that is written as an address from being one. */
function whyNone(text: string): string | undefined {
  const [, host = "", bits] = /^((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f:]*:[0-9a-f:.]*)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const part = host.includes(":") ? undefined : host.split(".").find((one) => Number(one) > 255);
  if (part !== undefined) return `No IPv4 address: ${part} is more than 255.`;
  const version = readAddress(host)?.version;
  if (version === undefined || bits === undefined) return undefined;
  return `No IPv${version} block: the length of a prefix is at most ${version === 4 ? 32 : 128}, here it is ${Number(bits)}.`;
}

/** Texts with colons that are addresses by chance: `::` between names, hardware addresses. */
function mayBeOther(text: string): boolean {
  return text.includes(":") && (text === "::" || !(text.includes("/") || text === "::1" || /[0-9a-f]{3}/i.test(text)));
}

function holds(block: Block, version: number, first: bigint, last: bigint): boolean {
  const size = 1n << BigInt((block.version === 4 ? 32 : 128) - block.bits);
  return block.version === version && block.address <= first && last < block.address + size;
}
