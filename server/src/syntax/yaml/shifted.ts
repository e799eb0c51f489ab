import type { Span } from "#base/span.ts";
import type { YamlEntry, YamlNode } from "./node.ts";

/** A node as it is when its text stands `by` characters further on. */
export function shifted<T extends YamlNode>(node: T, by: number): T;
export function shifted(node: YamlNode, by: number): YamlNode {
  const span = moved(node.span, by);
  switch (node.kind) {
    case "scalar":
      return { ...node, span, content: moved(node.content, by) };
    case "mapping":
      return { ...node, span, entries: node.entries.map((entry) => shiftedEntry(entry, by)) };
    case "sequence":
      return { ...node, span, items: node.items.map((item) => shifted(item, by)) };
    default:
      return { ...node, span };
  }
}

/** An entry as it is when its text stands `by` characters further on. */
export function shiftedEntry({ key, value, span }: YamlEntry, by: number): YamlEntry {
  return { key: shifted(key, by), value: shifted(value, by), span: moved(span, by) };
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
