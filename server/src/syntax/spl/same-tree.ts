/**
 * Whether two trees of a parse say the same, positions aside: a span counts only as being there. Deep trees are compared
 * without recursion.
 */
export function sameTree(a: unknown, b: unknown): boolean {
  const pending: (readonly [unknown, unknown])[] = [[a, b]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [left, right] = pair;
    if (left === right) continue;
    if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
    if (isSpan(left) && isSpan(right)) continue;
    const own = content(left);
    const other = content(right);
    if (own.size !== other.size) return false;
    for (const [key, value] of own) {
      if (!other.has(key)) return false;
      pending.push([value, other.get(key)]);
    }
  }
  return true;
}

function isSpan(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 2 && "start" in value && "end" in value;
}

function content(node: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(node).filter(([, value]) => value !== undefined));
}
