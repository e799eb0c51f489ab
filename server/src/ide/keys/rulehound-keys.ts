import { type KeyShape, RULEHOUND_SHAPE, type ShapeName } from "#semantics/rule/formats/rulehound-shape.ts";
import type { KeyNode, Keys, ValueSource } from "./key-tree.ts";

/** Keys whose values the catalog or the file itself has. */
const SOURCES: Readonly<Record<string, ValueSource>> = {
  "attack.techniques": "technique",
  "attack.tactics": "tactic",
  "attack.data_components": "data-component",
  "sample.sourcetype": "sourcetype",
  "sample.source": "source",
  "sample.index": "index",
  "test.analytic": "analytic",
};

/** The keys of Rulehound's own rule file. */
export const rulehoundKeys: Keys = keysOf("file");

function keysOf(name: ShapeName): Keys {
  return Object.fromEntries(
    Object.entries(RULEHOUND_SHAPE[name]).map(([key, shape]) => [key, nodeOf(shape, SOURCES[`${name}.${key}`])]),
  );
}

function nodeOf(shape: KeyShape, source: ValueSource | undefined): KeyNode {
  const { doc } = shape;
  const common = { doc, ...(shape.required === true && { required: true }), ...(source !== undefined && { source }) };
  switch (shape.type) {
    case "mapping":
      return { ...common, keys: () => keysOf(shape.of) };
    case "list":
      return { ...common, list: true, keys: () => keysOf(shape.of) };
    case "samples":
      return { ...common, list: true, keys: () => keysOf("sample") };
    case "range":
      return { ...common, keys: () => keysOf("range"), values: RANGES };
    case "ranges":
      return { ...common, keys: () => ({ "*": { doc: "For how many events it holds.", values: RANGES } }) };
    case "rows":
      return { ...common, list: true, keys: () => ({ "*": { doc: "Value of a field.", names: "field" } }) };
    case "texts":
    case "counts":
      return { ...common, list: true };
    case "signatures":
      return { ...common, keys: () => ({}) };
    case "text":
      return { ...common, ...(shape.values !== undefined && { values: shape.values }) };
    case "count":
      return common;
  }
}

const RANGES = [
  ["true", "at least one"],
  ["false", "none"],
] as const;
