import type { YamlMapping, YamlNode, YamlScalar } from "./node.ts";
import { keyText } from "./node.ts";

/** Anchored nodes of a file, the last of each name; aliases resolve to them. */
export type Anchors = ReadonlyMap<string, YamlNode>;

/** Finds the nodes that carry an anchor. */
export function anchorsOf(documents: readonly YamlNode[]): Anchors {
  const anchors = new Map<string, YamlNode>();
  const visit = (node: YamlNode): void => {
    if ("anchor" in node && node.anchor !== undefined) anchors.set(node.anchor, node);
    if (node.kind === "mapping")
      for (const entry of node.entries) {
        visit(entry.key);
        visit(entry.value);
      }
    else if (node.kind === "sequence") node.items.forEach(visit);
  };
  documents.forEach(visit);
  return anchors;
}

/**
 * A node as plain JSON data by YAML's core schema: plain scalars become null, booleans and numbers where they look like
 * it, everything quoted stays text. A broken part, an unknown alias and an alias to what holds it become null; the first
 * of repeated keys counts.
 */
export function toData(node: YamlNode, anchors: Anchors = new Map()): unknown {
  return read(node, anchors, new Map());
}

function read(node: YamlNode, anchors: Anchors, done: Map<YamlNode, unknown>): unknown {
  switch (node.kind) {
    case "scalar":
      return scalarData(node);
    case "broken":
      return null;
    case "alias": {
      const target = anchors.get(node.name);
      return target === undefined ? null : read(target, anchors, done);
    }
    case "sequence":
    case "mapping": {
      const known = done.get(node);
      if (known !== undefined) return known;
      done.set(node, null);
      const data =
        node.kind === "sequence"
          ? node.items.map((item) => read(item, anchors, done))
          : mappingData(node, anchors, done);
      done.set(node, data);
      return data;
    }
  }
}

function mappingData(node: YamlMapping, anchors: Anchors, done: Map<YamlNode, unknown>): Record<string, unknown> {
  const pairs = new Map<string, unknown>();
  for (const entry of node.entries) {
    const key = keyText(entry);
    if (key !== undefined && !pairs.has(key)) pairs.set(key, read(entry.value, anchors, done));
  }
  return Object.fromEntries(pairs);
}

/** The value of a scalar by YAML's core schema. */
export function scalarData(scalar: YamlScalar): string | number | boolean | null {
  const { value, style, tag } = scalar;
  if (style !== "plain" || tag === "!!str" || tag === "!") return value;
  if (/^(?:null|Null|NULL|~|)$/.test(value)) return null;
  if (/^(?:true|True|TRUE)$/.test(value)) return true;
  if (/^(?:false|False|FALSE)$/.test(value)) return false;
  if (/^[-+]?[0-9]+$/.test(value)) return Number(value);
  if (/^0o[0-7]+$/.test(value) || /^0x[0-9a-fA-F]+$/.test(value)) return Number(value);
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(value)) return Number(value);
  return value;
}
