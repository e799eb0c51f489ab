/** An IP address with the length of its prefix. */
export interface Block {
  readonly version: 4 | 6;
  readonly address: bigint;
  /** Length of the prefix; that of the whole address when none is written. */
  readonly bits: number;
  /** A prefix is written. */
  readonly written: boolean;
}

/** Reads `10.0.0.0/8`, `::1`, `fe80::/10`; undefined for anything else. */
export function readAddress(text: string): Block | undefined {
  const [, host = "", length] = /^([0-9a-f:.]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const version = host.includes(":") ? 6 : 4;
  const address = version === 6 ? readSix(host) : readFour(host);
  const bits = Number(length ?? (version === 6 ? 128 : 32));
  if (address === undefined || bits > (version === 6 ? 128 : 32)) return undefined;
  return { version, address, bits, written: length !== undefined };
}

function readFour(host: string): bigint | undefined {
  const parts = host.split(".");
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

/** RFC 4291, 2.2: eight groups, one run of zeros as `::`, the last two groups perhaps as an IPv4 address. */
function readSix(host: string): bigint | undefined {
  const tail = /(?<=:)\d+(?:\.\d+){3}$/.exec(host)?.[0];
  const four = tail === undefined ? undefined : readFour(tail);
  if (tail !== undefined && four === undefined) return undefined;
  const low = four === undefined ? "" : `${(four >> 16n).toString(16)}:${(four & 0xffffn).toString(16)}`;
  const text = tail === undefined ? host : host.slice(0, -tail.length) + low;
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const [front = [], back = []] = groups;
  const missing = 8 - front.length - back.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const all = [...front, ...Array.from({ length: missing }, () => "0"), ...back];
  if (all.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return all.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}

/** An address in its usual form; IPv6 as RFC 5952 has it. */
export function writeAddress(address: bigint, version: 4 | 6): string {
  if (version === 4) return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join(".");
  const groups = Array.from({ length: 8 }, (_, at) => ((address >> BigInt(112 - 16 * at)) & 0xffffn).toString(16));
  const text = groups.join(":");
  const zeros = [...text.matchAll(/(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g)].map((match) => match[0]);
  const longest = zeros.reduce((best, run) => (run.length > best.length ? run : best), "");
  if (longest === "") return text;
  return text.replace(new RegExp(`(?:^|:)${longest}(?:$|:)`), "::");
}
