import { parseIp } from "#events/cidr.ts";

/** Which addresses hosts have, learnt from events. Names differ by case, and may lack the domain. */
export class HostNames {
  readonly #addresses = new Map<string, Set<string>>();
  readonly #names = new Map<string, Set<string>>();

  learn(host: string, address: string): void {
    add(this.#addresses, shortName(host), address);
    add(this.#names, address, host.toLowerCase());
  }

  /**
   * Whether a host has an address: `other` when the address is known to be another host's, or the host is known by
   * other addresses alone; `unknown` when nothing is known of either.
   */
  relation(host: string, address: string): "same" | "other" | "unknown" {
    if (parseIp(host) !== null) return host.toLowerCase() === address ? "same" : "other";
    const names = [...(this.#names.get(address) ?? [])];
    if (names.some((name) => sameName(name, host))) return "same";
    return names.length > 0 || this.addressesOf(host).length > 0 ? "other" : "unknown";
  }

  /** The known addresses of a host, in text order. */
  addressesOf(host: string): readonly string[] {
    const known = [...(this.#addresses.get(shortName(host)) ?? [])];
    return known.filter((address) => [...(this.#names.get(address) ?? [])].some((name) => sameName(name, host))).sort();
  }
}

function shortName(host: string): string {
  return host.toLowerCase().replace(/\..*$/, "");
}

/** Equal, or equal up to the domain that one of them lacks. */
function sameName(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b || ((!a.includes(".") || !b.includes(".")) && shortName(a) === shortName(b));
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
}
