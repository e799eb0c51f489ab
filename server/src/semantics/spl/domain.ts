import type { ValueDomain } from "#events/field-set.ts";

const ANY: ValueDomain = { kind: "any" };

/** The values of literals. */
export function setDomain(values: readonly string[], ignoreCase: boolean): ValueDomain {
  return { kind: "set", values: [...new Set(values)], ignoreCase };
}

/** Whether two texts are the same value: as numbers when both look like numbers, else as text. */
export function sameValue(a: string, b: string, ignoreCase: boolean): boolean {
  if (a === b) return true;
  if (ignoreCase && a.toLowerCase() === b.toLowerCase()) return true;
  return isNumeric(a) && isNumeric(b) && Number(a) === Number(b);
}

/** SPL reference 2.2.1: what looks like a number. */
export function isNumeric(text: string): boolean {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text);
}

/** Whether a value may lie in a domain. */
export function mayHold(domain: ValueDomain, value: string, ignoreCase = false): boolean {
  switch (domain.kind) {
    case "any":
      return true;
    case "set":
      return domain.values.some((known) => sameValue(known, value, ignoreCase || domain.ignoreCase));
    default:
      return !isNumeric(value) || inRange(Number(value), domain.low, domain.high);
  }
}

function inRange(value: number, low: number | undefined, high: number | undefined): boolean {
  return (low === undefined || value >= low) && (high === undefined || value <= high);
}

/** The values that both allow; an empty set when there are none. */
export function intersectDomains(a: ValueDomain, b: ValueDomain): ValueDomain {
  if (a.kind === "any") return b;
  if (b.kind === "any") return a;
  if (a.kind === "set") {
    const values = a.values.filter((value) => mayHold(b, value, a.ignoreCase));
    return { kind: "set", values, ignoreCase: a.ignoreCase };
  }
  if (b.kind === "set") return intersectDomains(b, a);
  const low = Math.max(a.low ?? Number.NEGATIVE_INFINITY, b.low ?? Number.NEGATIVE_INFINITY);
  const high = Math.min(a.high ?? Number.POSITIVE_INFINITY, b.high ?? Number.POSITIVE_INFINITY);
  if (low <= high) return rangeDomain(low, high);
  // Texts that are no numbers are compared by code unit: one lies between 10 and 9, none between 500 and 100.
  return String(low) > String(high) ? setDomain([], false) : a;
}

/** A range; infinite ends are left out. */
export function rangeDomain(low: number, high: number): ValueDomain {
  return {
    kind: "range",
    ...(Number.isFinite(low) ? { low } : {}),
    ...(Number.isFinite(high) ? { high } : {}),
  };
}

/** The values that any of several allows; any value when there are none. */
export function uniteDomains(domains: readonly ValueDomain[]): ValueDomain {
  const [first] = domains;
  if (first === undefined || domains.length === 1) return first ?? ANY;
  if (first.kind !== "set") return ANY;
  const values: string[] = [];
  for (const domain of domains) {
    if (domain.kind !== "set" || domain.ignoreCase !== first.ignoreCase) return ANY;
    for (const value of domain.values) values.push(value);
  }
  return setDomain(values, first.ignoreCase);
}

/** Whether no value is left. */
export function isEmptyDomain(domain: ValueDomain): boolean {
  return domain.kind === "set" && domain.values.length === 0;
}

/** The domain of `lower()` or `upper()` of values of a domain. */
export function mapDomain(domain: ValueDomain, change: (value: string) => string): ValueDomain {
  return domain.kind === "set" ? setDomain(domain.values.map(change), false) : ANY;
}
