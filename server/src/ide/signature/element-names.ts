import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { SignatureAnalysis } from "#analysis/signature-analysis.ts";
import { type Span, touches } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import { namedBy } from "#languages/signature/signature-language.ts";
import { partOfScalar } from "#semantics/signature/signature-rule.ts";
import type { Condition } from "#syntax/signature/condition.ts";
import type { YamlNode } from "#syntax/yaml/node.ts";
import type { Refused } from "../rename.ts";
import type { Reference } from "../types.ts";

/** An element of a signature rule by its name, and the places that name it, in the rule's text. */
interface NamedElement {
  readonly signature: SignatureAnalysis;
  readonly name: string;
  /** The place at the cursor. */
  readonly at: Span;
  readonly places: readonly { readonly span: Span; readonly definition: boolean }[];
}

/** The places that name the element at an offset: its key, the condition, and elements that come after or near it. */
export function elementReferences(analysis: DocumentAnalysis, offset: number): readonly Reference[] {
  const named = namedAt(analysis, offset);
  if (named === undefined) return [];
  return named.places.map(({ span, definition }) => ({
    span: named.signature.toHost(span),
    kind: definition ? "write" : "read",
    definition,
  }));
}

/** The name of an element at an offset, to be renamed. */
export function elementToRename(
  analysis: DocumentAnalysis,
  offset: number,
): { readonly name: string; readonly span: Span } | undefined {
  const named = namedAt(analysis, offset);
  return named && { name: named.name, span: named.signature.toHost(named.at) };
}

/** Edits that give an element another name wherever it is named; undefined where none is named. */
export function renameElement(
  analysis: DocumentAnalysis,
  offset: number,
  to: string,
): { readonly edits: readonly TextEdit[] } | Refused | undefined {
  const named = namedAt(analysis, offset);
  if (named === undefined) return undefined;
  const { signature, name, places } = named;
  const refused = nameProblem(signature, name, to);
  if (refused !== undefined) return { refused };
  const { text } = signature.rule;
  if (places.some(({ span }) => text.slice(span.start, span.end) !== name))
    return { refused: `“${name}” is written with escapes or over several lines; change it by hand.` };
  return { edits: signature.analytic.query.encode(places.map(({ span }) => ({ span, text: to }))) };
}

function nameProblem({ rule }: SignatureAnalysis, name: string, to: string): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(to) || /^(?:and|or|not|of|all|any|them|true|false|null|yes|no|on|off|y|n)$/i.test(to))
    return `An element cannot be called “${to}”: use letters, digits and _, and none of the condition's own words.`;
  if (rule.elements.some((one) => one.name === to)) return `The rule has an element “${to}” already.`;
  const pattern = patternsOf(rule.condition?.tree).find((one) => namedBy(one, name) !== namedBy(one, to));
  return pattern === undefined
    ? undefined
    : `The condition means it by “${pattern}”, which would not hold for “${to}”.`;
}

function namedAt(analysis: DocumentAnalysis, offset: number): NamedElement | undefined {
  for (const signature of analysis.signatures) {
    for (const { name } of signature.rule.elements) {
      const places = placesOf(signature, name);
      const here = places.find(({ span }) => touches(signature.toHost(span), offset));
      if (here !== undefined) return { signature, name, at: here.span, places };
    }
  }
  return undefined;
}

function placesOf({ rule }: SignatureAnalysis, name: string): NamedElement["places"] {
  const keys = rule.elements.flatMap((element) =>
    element.name === name ? [{ span: element.nameSpan, definition: true }] : [],
  );
  const scalar = rule.condition?.scalar;
  const uses = namesIn(rule.condition?.tree)
    .filter((use) => use.name === name)
    .map(({ span }) => (scalar === undefined ? span : partOfScalar(rule.text, scalar, span)));
  const links = rule.elements.flatMap(({ entries }) =>
    ["after", "near"].flatMap((key) => scalarsIn(entries.get(key)?.value).filter(({ value }) => value === name)),
  );
  const read = [...uses, ...links.map(({ content }) => content)].map((span) => ({ span, definition: false }));
  return [...keys, ...read].sort((a, b) => a.span.start - b.span.start);
}

function scalarsIn(node: YamlNode | undefined): readonly Extract<YamlNode, { readonly kind: "scalar" }>[] {
  if (node?.kind === "sequence") return node.items.flatMap(scalarsIn);
  return node?.kind === "scalar" ? [node] : [];
}

function namesIn(condition: Condition | undefined): readonly { readonly name: string; readonly span: Span }[] {
  switch (condition?.kind) {
    case "and":
    case "or":
      return condition.parts.flatMap(namesIn);
    case "not":
      return namesIn(condition.part);
    case "name":
      return [condition];
    case "count": {
      // The name stands behind "#".
      const start = condition.span.start + 1;
      return [{ name: condition.name, span: { start, end: start + condition.name.length } }];
    }
    default:
      return [];
  }
}

function patternsOf(condition: Condition | undefined): readonly string[] {
  switch (condition?.kind) {
    case "and":
    case "or":
      return condition.parts.flatMap(patternsOf);
    case "not":
      return patternsOf(condition.part);
    case "of":
      return [condition.pattern];
    default:
      return [];
  }
}
