import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { toHost } from "#base/source-map.ts";
import { type Span, touches } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import { encodeScalar } from "#syntax/yaml/encode.ts";
import { itemsOf, keyText, valueAt, type YamlEntry, type YamlNode, type YamlScalar } from "#syntax/yaml/node.ts";
import { decodeScalar } from "#syntax/yaml/scalar-map.ts";
import { yamlOf } from "../hover/yaml-path.ts";
import type { Refused } from "../rename.ts";
import type { Reference } from "../types.ts";
import { type ConditionWord, conditionWords, means } from "./condition-words.ts";

/** A place that means selections of a Sigma rule: the key of one, or a word of a condition. */
interface Place {
  /** In the document. */
  readonly span: Span;
  /** The scalar that holds it, and where in its value. */
  readonly scalar: YamlScalar;
  readonly within: Span;
  /** The word of a condition; undefined for a key. */
  readonly word: ConditionWord | undefined;
  /** The selection of a key. */
  readonly entry: YamlEntry | undefined;
  readonly name: string;
}

/** The places that mean what a cursor in `detection` of a Sigma rule is on: keys of selections, and words of its conditions. */
export function selectionReferences(analysis: DocumentAnalysis, offset: number): readonly Reference[] {
  const found = placesAround(analysis, offset);
  if (found === undefined) return [];
  const names = found.places.filter(({ word }) => word === undefined).map(({ name }) => name);
  const meant = found.at.word;
  const wanted = meant === undefined ? [found.at.name] : names.filter((name) => means(meant, name));
  return found.places
    .filter(({ word, name }) => (word === undefined ? wanted.includes(name) : wanted.some((one) => means(word, one))))
    .map(({ span, word }) => ({
      span,
      kind: word === undefined ? "write" : "read",
      definition: word === undefined,
    }));
}

/** The keys of the selections that a word of a condition means, and the word's place; undefined elsewhere. */
export function selectionsMeant(
  analysis: DocumentAnalysis,
  offset: number,
): { readonly span: Span; readonly keys: readonly YamlEntry[] } | undefined {
  const found = placesAround(analysis, offset);
  const word = found?.at.word;
  if (found === undefined || word === undefined) return undefined;
  const keys = found.places.flatMap(({ entry, name }) => (entry !== undefined && means(word, name) ? [entry] : []));
  return { span: found.at.span, keys };
}

/** The name of a selection at an offset, to be renamed. */
export function selectionToRename(
  analysis: DocumentAnalysis,
  offset: number,
): { readonly name: string; readonly span: Span } | Refused | undefined {
  const found = placesAround(analysis, offset);
  if (found === undefined) return undefined;
  const { at, places } = found;
  if (at.word?.several === true)
    return { refused: `“${at.name}” means several selections; rename them where they stand.` };
  const isKnown = places.some(({ word, name }) => word === undefined && name === at.name);
  return isKnown ? { name: at.name, span: at.span } : { refused: `The rule has no selection “${at.name}”.` };
}

/** Edits that give a selection another name at its key and in the conditions; why they cannot be made. */
export function renameSelection(
  analysis: DocumentAnalysis,
  offset: number,
  to: string,
): { readonly edits: readonly TextEdit[] } | Refused | undefined {
  const target = selectionToRename(analysis, offset);
  const found = placesAround(analysis, offset);
  if (target === undefined || found === undefined) return undefined;
  if ("refused" in target) return target;
  const refused = nameProblem(target.name, to, found.places);
  if (refused !== undefined) return { refused };
  const named = found.places.filter(({ name, word }) => name === target.name && word?.several !== true);
  const scalars = [...new Set(named.map(({ scalar }) => scalar))];
  try {
    return {
      edits: scalars.flatMap((scalar) => {
        const own = named.filter((place) => place.scalar === scalar).map(({ within }) => ({ span: within, text: to }));
        return encodeScalar(analysis.document.text, scalar, own);
      }),
    };
  } catch (error) {
    if (error instanceof RangeError)
      return { refused: `The file cannot hold the name as it is written: ${error.message}.` };
    throw error;
  }
}

function nameProblem(from: string, to: string, places: readonly Place[]): string | undefined {
  if (!/^[A-Za-z_][\w-]*$/.test(to) || /^(?:and|or|not|of|any|all|them|condition|timeframe)$/i.test(to))
    return `A selection cannot be called “${to}”: use letters, digits, _ and -, and none of the condition's own words.`;
  if (places.some(({ word, name }) => word === undefined && name === to))
    return `The rule has a selection “${to}” already.`;
  const pattern = places.find(({ word }) => word?.several === true && means(word, from) !== means(word, to));
  if (pattern === undefined) return undefined;
  return means(pattern.word ?? { text: "", several: true }, from)
    ? `The condition means it by “${pattern.name}”, which would not hold for “${to}”.`
    : `The condition's “${pattern.name}” would mean “${to}” too.`;
}

function placesAround(
  analysis: DocumentAnalysis,
  offset: number,
): { readonly at: Place; readonly places: readonly Place[] } | undefined {
  if (analysis.rule.format !== "sigma") return undefined;
  for (const root of yamlOf(analysis.document)) {
    const places = placesOf(root, analysis.document.text);
    const at = places.find(({ span }) => touches(span, offset));
    if (at !== undefined) return { at, places };
  }
  return undefined;
}

function placesOf(root: YamlNode, text: string): readonly Place[] {
  const detection = valueAt(root, "detection");
  if (detection?.kind !== "mapping") return [];
  const places: Place[] = [];
  for (const entry of detection.entries) {
    const name = keyText(entry);
    if (name === undefined || name === "timeframe" || entry.key.kind !== "scalar") continue;
    if (name === "condition") places.push(...scalarsOf(entry.value).flatMap((scalar) => wordsIn(scalar, text)));
    else {
      const within = { start: 0, end: entry.key.value.length };
      places.push({ span: entry.key.content, scalar: entry.key, within, word: undefined, entry, name });
    }
  }
  return places;
}

function scalarsOf(node: YamlNode): readonly YamlScalar[] {
  return (node.kind === "sequence" ? itemsOf(node) : [node]).flatMap((one) => (one.kind === "scalar" ? [one] : []));
}

function wordsIn(scalar: YamlScalar, text: string): readonly Place[] {
  const words = conditionWords(scalar.value);
  if (words.length === 0) return [];
  const { map } = decodeScalar(text, scalar);
  return words.map((word) => ({
    span: toHost(map, word.span),
    scalar,
    within: word.span,
    word,
    entry: undefined,
    name: word.text,
  }));
}
