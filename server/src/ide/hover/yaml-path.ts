import type { Document } from "#analysis/document.ts";
import { type Span, touches } from "#base/span.ts";
import { keyText, type YamlMapping, type YamlNode, type YamlScalar } from "#syntax/yaml/node.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";

/** The key at a place of a YAML text, or the key whose value the place is in. */
export interface PathInYaml {
  /** The keys that lead there, outermost first, with the own one. */
  readonly path: readonly string[];
  readonly key: YamlNode;
  /** The scalar at the place; undefined on the key itself. */
  readonly value: YamlScalar | undefined;
  /** The mapping that holds the key. */
  readonly mapping: YamlMapping;
}

const parsed = new WeakMap<Document, readonly YamlNode[]>();

/** The root nodes of a document's text; those of one version are found once. */
export function yamlOf(document: Document): readonly YamlNode[] {
  let roots = parsed.get(document);
  if (roots === undefined) {
    roots = parseYaml(document.text).documents;
    parsed.set(document, roots);
  }
  return roots;
}

/** The key or value at an offset; undefined between them. */
export function pathInYaml(document: Document, offset: number): PathInYaml | undefined {
  for (const root of yamlOf(document)) {
    const found = within(root, offset, []);
    if (found !== undefined) return found;
  }
  return undefined;
}

function within(node: YamlNode, offset: number, above: readonly string[]): PathInYaml | undefined {
  if (node.kind === "sequence") {
    const item = node.items.find(({ span }) => holds(span, offset));
    return item && within(item, offset, above);
  }
  if (node.kind !== "mapping") return undefined;
  const entry = node.entries.find(({ span }) => holds(span, offset));
  if (entry === undefined) return undefined;
  const path = [...above, keyText(entry) ?? ""];
  const here = { path, key: entry.key, mapping: node };
  if (touches(entry.key.span, offset)) return { ...here, value: undefined };
  const value = scalarAt(entry.value, offset);
  return value === undefined ? within(entry.value, offset, path) : { ...here, value };
}

function scalarAt(node: YamlNode, offset: number): YamlScalar | undefined {
  if (node.kind === "scalar") return holds(node.span, offset) ? node : undefined;
  if (node.kind !== "sequence") return undefined;
  return node.items.find((item): item is YamlScalar => item.kind === "scalar" && holds(item.span, offset));
}

function holds(span: Span, offset: number): boolean {
  return touches(span, offset);
}
