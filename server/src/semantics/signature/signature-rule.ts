import { LruMap } from "#base/memo.ts";
import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import { type Condition, parseCondition } from "#syntax/signature/condition.ts";
import { anchorsOf } from "#syntax/yaml/data.ts";
import { entryOf, isEmpty, keyText, type YamlNode, type YamlScalar } from "#syntax/yaml/node.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import { ShapeReader } from "../rule/formats/shape-reader.ts";

/** A key of an element with its value, aliases resolved. Spans are in the rule's text. */
export interface ElementEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
}

/** One named element of a rule, as written. */
export interface SignatureElement {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** What is stated, the first of repeated keys. */
  readonly entries: ReadonlyMap<string, ElementEntry>;
}

/** A signature rule as written: named elements, and the condition over them. */
export interface SignatureRule {
  readonly text: string;
  readonly elements: readonly SignatureElement[];
  readonly condition: { readonly tree: Condition | undefined; readonly scalar: YamlScalar } | undefined;
  /** Names of the `detection` selections beside the signatures. */
  readonly selections: readonly string[];
  /** `connection` unless `per:` says otherwise. */
  readonly per: { readonly value: string; readonly span: Span } | undefined;
  readonly problems: readonly Problem[];
}

const rules = new LruMap<string, SignatureRule>(200);

/** Reads the `signatures:` and `condition:` of a YAML text. Total: what is wrong is in `problems`. */
export function parseSignatureRule(text: string): SignatureRule {
  return rules.getOrCompute(text, () => readRule(text));
}

function readRule(text: string): SignatureRule {
  const yaml = parseYaml(text);
  const root = yaml.documents.find((document) => entryOf(document, "signatures") !== undefined);
  const reader = new ShapeReader(anchorsOf(yaml.documents));
  const problems: Problem[] = [];
  const note = (message: string, span: Span) =>
    problems.push({ code: "signature/shape", severity: "error", span, message });
  const entry = entryOf(root, "signatures");
  const list = entry && reader.resolve(entry.value);
  const elements: SignatureElement[] = [];
  if (entry !== undefined && list?.kind === "mapping") {
    for (const one of list.entries) {
      const value = reader.resolve(one.value);
      if (value.kind === "mapping") elements.push(readElement(keyText(one) ?? "", one, value, reader));
      else if (value.kind !== "broken")
        note("An element is a mapping: what to find, and where.", isEmpty(value) ? one.key.span : value.span);
    }
  } else if (entry !== undefined && list?.kind !== "broken")
    note('"signatures" is a mapping of names to elements.', entry.key.span);
  const { condition, problems: inCondition } = readCondition(text, root, reader);
  const per = scalarOf(reader, entryOf(root, "per")?.value);
  return {
    text,
    elements,
    condition,
    selections: selectionsOf(root),
    per: per && { value: per.value, span: per.span },
    problems: [...problems, ...inCondition],
  };
}

function selectionsOf(root: YamlNode | undefined): readonly string[] {
  const detection = entryOf(root, "detection")?.value;
  if (detection?.kind !== "mapping") return [];
  return detection.entries.flatMap((entry) => keyText(entry) ?? []).filter((name) => name !== "condition");
}

function readElement(
  name: string,
  entry: { readonly key: YamlNode; readonly span: Span },
  value: Extract<YamlNode, { readonly kind: "mapping" }>,
  reader: ShapeReader,
): SignatureElement {
  const entries = new Map<string, ElementEntry>();
  for (const one of value.entries) {
    const key = keyText(one);
    if (key !== undefined && !entries.has(key))
      entries.set(key, { key, keySpan: one.key.span, value: reader.resolve(one.value) });
  }
  return { name, nameSpan: entry.key.span, span: entry.span, entries };
}

function readCondition(
  text: string,
  root: YamlNode | undefined,
  reader: ShapeReader,
): { readonly condition: SignatureRule["condition"]; readonly problems: readonly Problem[] } {
  const scalar =
    scalarOf(reader, entryOf(root, "condition")?.value) ??
    scalarOf(reader, entryOf(entryOf(root, "detection")?.value, "condition")?.value);
  if (scalar === undefined) return { condition: undefined, problems: [] };
  const { tree, problems } = parseCondition(scalar.value);
  return {
    condition: { tree, scalar },
    problems: problems.map((problem) => ({ ...problem, span: partOfScalar(text, scalar, problem.span) })),
  };
}

function scalarOf(reader: ShapeReader, node: YamlNode | undefined): YamlScalar | undefined {
  const scalar = node && reader.resolve(node);
  return scalar?.kind === "scalar" && !isEmpty(scalar) ? scalar : undefined;
}

/** The place of a part of a scalar's value: exact where the value stands in the text as it is, else the whole scalar. */
export function partOfScalar(text: string, scalar: YamlScalar, part: Span): Span {
  const { content } = scalar;
  if (text.slice(content.start, content.end) !== scalar.value) return scalar.span;
  return { start: content.start + part.start, end: content.start + part.end };
}
