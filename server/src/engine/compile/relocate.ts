import type { Span } from "#base/span.ts";

const SPANS = new Set(["span", "opSpan", "nameSpan", "operator"]);

/**
 * A tree whose places are all one place of another text: that of the string, or the stage, which held the tree's text. So what is
 * said of its parts is said where the user can see it.
 */
export function relocate<Tree>(tree: Tree, at: Span): Tree {
  const moved = (node: unknown, key: string): unknown => {
    if (node === null || typeof node !== "object") return node;
    if (SPANS.has(key)) return at;
    if (Array.isArray(node)) return node.map((item) => moved(item, key === "operators" ? "operator" : ""));
    return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, moved(value, name)]));
  };
  return moved(tree, "") as Tree;
}
