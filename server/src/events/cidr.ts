/** An IP address: 4 bytes or 16. */
export type IpAddress = readonly number[];

/** Reads an IPv4 or IPv6 address (also with a dotted tail); null when it is none. */
export function parseIp(text: string): IpAddress | null {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}

/** Prints an address; IPv6 with the longest run of zero groups shortened. */
export function formatIp(ip: IpAddress): string {
  if (ip.length === 4) return ip.join(".");
  const groups: string[] = [];
  for (let i = 0; i < 16; i += 2) groups.push((((ip[i] ?? 0) << 8) | (ip[i + 1] ?? 0)).toString(16));
  let best = { start: 0, length: 0 };
  for (let i = 0; i < 8; i++) {
    let j = i;
    while (j < 8 && groups[j] === "0") j++;
    if (j - i > best.length) best = { start: i, length: j - i };
  }
  if (best.length < 2) return groups.join(":");
  return `${groups.slice(0, best.start).join(":")}::${groups.slice(best.start + best.length).join(":")}`;
}

/** Whether an address lies in a block; false when the text is no address of the block's family. */
export type CidrTest = (ip: string) => boolean;

/** Compiles `10.0.0.0/8` or `2001:db8::/32`; null when it is no block. An address without length is a block of one. */
export function compileCidr(text: string): CidrTest | null {
  const slash = text.indexOf("/");
  const base = parseIp(slash < 0 ? text : text.slice(0, slash));
  if (base === null) return null;
  const bits = base.length * 8;
  const written = slash < 0 ? String(bits) : text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(written)) return null;
  const length = Number(written);
  if (length > bits) return null;
  return base.length === 4 ? blockOf4(base, length) : blockOf6(base, length);
}

/** Whether a text is written as a block: address, slash, length. */
export function looksLikeCidr(text: string): boolean {
  return text.includes("/") && compileCidr(text) !== null;
}

function blockOf4(base: IpAddress, length: number): CidrTest {
  const mask = length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
  const wanted = (word(base) & mask) >>> 0;
  return (ip) => {
    if (ip.length < 7 || ip.length > 15) return false;
    const parsed = parseIpv4Word(ip);
    return parsed >= 0 && (parsed & mask) >>> 0 === wanted;
  };
}

function blockOf6(base: IpAddress, length: number): CidrTest {
  const whole = length >> 3;
  const rest = length & 7;
  const mask = rest === 0 ? 0 : (0xff << (8 - rest)) & 0xff;
  return (ip) => {
    const parsed = ip.includes(":") ? parseIpv6(ip) : null;
    if (parsed === null) return false;
    for (let i = 0; i < whole; i++) if (parsed[i] !== base[i]) return false;
    return rest === 0 || ((parsed[whole] ?? 0) & mask) === ((base[whole] ?? 0) & mask);
  };
}

function word(ip: IpAddress): number {
  return (((ip[0] ?? 0) << 24) | ((ip[1] ?? 0) << 16) | ((ip[2] ?? 0) << 8) | (ip[3] ?? 0)) >>> 0;
}

/** An IPv4 address as one number, -1 when it is none. */
function parseIpv4Word(text: string): number {
  let address = 0;
  let bytes = 0;
  let value = -1;
  for (let i = 0; i <= text.length; i++) {
    const c = i < text.length ? text.charCodeAt(i) : 46;
    if (c >= 48 && c <= 57) {
      value = (value < 0 ? 0 : value * 10) + (c - 48);
      if (value > 255) return -1;
    } else if (c === 46 && value >= 0) {
      address = address * 256 + value;
      bytes++;
      value = -1;
    } else return -1;
  }
  return bytes === 4 ? address : -1;
}

function parseIpv4(text: string): IpAddress | null {
  const address = parseIpv4Word(text);
  return address < 0 ? null : [address >>> 24, (address >>> 16) & 255, (address >>> 8) & 255, address & 255];
}

function parseIpv6(text: string): IpAddress | null {
  const plain = text.replace(/%[0-9A-Za-z._-]+$/, "");
  const halves = plain.split("::");
  if (halves.length > 2) return null;
  const head = groupsOf(halves[0] ?? "", halves.length === 1);
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? "", true) : [];
  if (head === null || tail === null) return null;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return null;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

function groupsOf(text: string, last: boolean): number[] | null {
  if (text === "") return [];
  const parts = text.split(":");
  const bytes: number[] = [];
  for (const [i, part] of parts.entries()) {
    if (last && i === parts.length - 1 && part.includes(".")) {
      const dotted = parseIpv4(part);
      if (dotted === null) return null;
      bytes.push(...dotted);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return null;
      const group = Number.parseInt(part, 16);
      bytes.push(group >> 8, group & 0xff);
    }
  }
  return bytes;
}
