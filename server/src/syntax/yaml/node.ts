import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";

export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";
export type Chomping = "clip" | "strip" | "keep";

/**
 * A scalar. `span` is its source form, quotes and block header included, without the line break that ends a block;
 * `content` is what js-yaml decodes: the text between the quotes, or the lines of a block.
 */
export interface YamlScalar {
  readonly kind: "scalar";
  readonly span: Span;
  readonly content: Span;
  readonly value: string;
  readonly style: ScalarStyle;
  readonly chomping: Chomping;
  /** Columns that a block's lines are indented by; -1 when the block has no line to tell. */
  readonly indent: number;
  /** Column of the block collection around it (at the root, one less than its own line's indentation). */
  readonly outer: number;
  /** Whether it is all of its document. */
  readonly root: boolean;
  /** Whether it stands within `[…]` or `{…}`. */
  readonly flow: boolean;
  /** Whether it is a mapping's key. */
  readonly key: boolean;
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
}

export interface YamlEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
  readonly span: Span;
}

export interface YamlMapping {
  readonly kind: "mapping";
  readonly span: Span;
  readonly flow: boolean;
  readonly entries: readonly YamlEntry[];
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
}

export interface YamlSequence {
  readonly kind: "sequence";
  readonly span: Span;
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
}

export interface YamlAlias {
  readonly kind: "alias";
  readonly span: Span;
  readonly name: string;
}

/** A part that could not be parsed, kept as it stands; a problem says why. */
export interface YamlBroken {
  readonly kind: "broken";
  readonly span: Span;
}

export type YamlNode = YamlScalar | YamlMapping | YamlSequence | YamlAlias | YamlBroken;

/** A `#` comment, from the mark to the end of its line. */
export interface YamlComment {
  readonly span: Span;
}

/** A YAML text: its documents' root nodes in order, and what is wrong with it as YAML. */
export interface YamlFile {
  readonly documents: readonly YamlNode[];
  readonly problems: readonly Problem[];
}

/** The text of a key, if it is a scalar. */
export function keyText(entry: YamlEntry): string | undefined {
  return entry.key.kind === "scalar" ? entry.key.value : undefined;
}

/** The first entry of a mapping with this key. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  if (node?.kind !== "mapping") return undefined;
  return node.entries.find((entry) => keyText(entry) === key);
}

/** The value under a chain of keys. */
export function valueAt(node: YamlNode | undefined, ...keys: readonly string[]): YamlNode | undefined {
  let at = node;
  for (const key of keys) at = entryOf(at, key)?.value;
  return at;
}

/** The items of a sequence, or none. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === "sequence" ? node.items : [];
}

/** Whether nothing is written where a value could stand. */
export function isEmpty(node: YamlNode): boolean {
  return node.kind === "scalar" && node.style === "plain" && node.span.start === node.span.end;
}
