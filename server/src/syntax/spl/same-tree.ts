/**
 * Whether two trees of a parse say the same, positions aside: a span counts only as being there. Deep trees are compared
 * without recursion. A node that is reached by several ways (a stage's parts are in its arguments too) is compared once: with
 * n subsearches inside of each other there would be 2^n ways to the innermost.
 */
export function sameTree(a: unknown, b: unknown): boolean {
  const pending: (readonly [unknown, unknown])[] = [[a, b]];
  const compared = new Map<object, object>();
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [left, right] = pair;
    if (left === right) continue;
    if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
    if (compared.get(left) === right || (isSpan(left) && isSpan(right))) continue;
    compared.set(left, right);
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
