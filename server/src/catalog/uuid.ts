/** A UUID in lower case without braces or blanks around it; other text comes back lower-cased. */
export function canonicalUuid(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^\{(.*)\}$/, "$1");
}

/**
 * The 16 bytes as hexadecimal digits as a little-endian sender writes them: the first three groups byte by byte in
 * reverse, the last two as written. Expects the canonical form.
 */
export function wireHex(uuid: string): string {
  const [low = "", mid = "", high = "", ...rest] = uuid.split("-");
  return reversed(low) + reversed(mid) + reversed(high) + rest.join("");
}

function reversed(hex: string): string {
  return (hex.match(/../g) ?? []).reverse().join("");
}

/** Characters that differ in two canonical UUIDs; gives `limit + 1` as soon as there are more than `limit`. */
export function hexDistance(a: string, b: string, limit: number): number {
  if (a.length !== b.length) return limit + 1;
  let distance = 0;
  for (let i = 0; i < a.length && distance <= limit; i++) if (a[i] !== b[i]) distance += 1;
  return distance;
}
