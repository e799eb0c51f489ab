import type { SplNode } from "#syntax/spl/ast.ts";

/** Trees never change, so what was read of a node holds as long as the node does. */
export function remembered<N extends SplNode, T extends object>(
  memo: WeakMap<SplNode, T>,
  node: N,
  read: (node: N) => T,
): T {
  let value = memo.get(node);
  if (value === undefined) {
    value = read(node);
    memo.set(node, value);
  }
  return value;
}
