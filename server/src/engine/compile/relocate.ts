import type { Span } from "#base/span.ts";

const SPANS = new Set(["span", "opSpan", "nameSpan", "operator"]);

/**
 * A tree whose places are all one place of another text: that of the string, or the stage, which held the tree's text. So what is
 * said of its parts is said where the user can see it. A node that is reached by several ways stays one.
 */
export function relocate<Tree>(tree: Tree, at: Span): Tree {
  const done = new Map<object, unknown>();
  const moved = (node: unknown, key: string): unknown => {
    if (node === null || typeof node !== "object") return node;
    if (SPANS.has(key)) return at;
    if (Array.isArray(node)) return node.map((item) => moved(item, key === "operators" ? "operator" : ""));
    const known = done.get(node);
    if (known !== undefined) return known;
    const copy = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, moved(value, name)]));
    done.set(node, copy);
    return copy;
  };
  return moved(tree, "") as Tree;
}
