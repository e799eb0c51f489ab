import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { holdsMore, type KeyNode, type Keys, keyAt, keysAt } from "../../keys/key-tree.ts";
import { keysOfDocument } from "../../keys/keys-of-document.ts";
import { mayBeKey, type YamlPlace, yamlPlace } from "../../keys/yaml-place.ts";
import type { CompletionItem, CompletionList } from "../../types.ts";
import { fitting } from "../fitting.ts";
import { rankOf } from "../provider.ts";
import { namedFields } from "../providers/named-fields.ts";
import { modifiersAt } from "./sigma-modifiers.ts";
import { sigmaValues } from "./sigma-values.ts";
import { valueItems } from "./value-items.ts";
import { writtenInYaml } from "./written-in-yaml.ts";

/** Outside searches, in a YAML file whose keys are known: the keys of the mapping at an offset, or the values of its key. */
export function completeKeys(analysis: DocumentAnalysis, offset: number): CompletionList | undefined {
  if (!/\.ya?ml$/i.test(analysis.document.uri.replace(/[?#].*$/, ""))) return undefined;
  const keys = keysOfDocument(analysis);
  const place = keys === undefined ? undefined : yamlPlace(analysis.document.text, offset);
  if (keys === undefined || place === undefined) return undefined;
  const modifiers = analysis.rule.format === "sigma" ? modifiersAt(place) : undefined;
  if (modifiers !== undefined) return listed(modifiers.items, offset, modifiers.typed);
  const values = analysis.rule.format === "sigma" ? sigmaValues(place, analysis) : undefined;
  if (values !== undefined) return listed(values.items, offset, values.typed);
  const rest = /^[^\r\n]*/.exec(analysis.document.text.slice(offset))?.[0] ?? "";
  const items = place.kind === "key" ? keysHere(keys, place, analysis) : valuesHere(keys, place, analysis, rest);
  return items.length === 0 ? undefined : listed(items, offset, place.typed);
}

function listed(items: readonly CompletionItem[], offset: number, typed: string): CompletionList {
  const seen = new Set<string>();
  const distinct = items.toSorted((a, b) => a.rank - b.rank).filter(({ label }) => !seen.has(label) && seen.add(label));
  return { span: { start: offset - typed.length, end: offset }, items: fitting(distinct, typed), incomplete: true };
}

function keysHere(keys: Keys, place: YamlPlace, analysis: DocumentAnalysis): readonly CompletionItem[] {
  const here = keysAt(keys, place.path);
  if (here !== undefined) return keyItems(here, place, analysis);
  // A key alone on its line below a key that holds a text is that text.
  const node = keyAt(keys, place.path);
  return node === undefined || place.colon || node.list === true ? [] : choices(node, place, analysis);
}

function valuesHere(keys: Keys, place: YamlPlace, analysis: DocumentAnalysis, rest: string): readonly CompletionItem[] {
  const node = keyAt(keys, place.path);
  if (node === undefined) return [];
  const isFirst = place.kind === "item" && !place.flow && node.list === true && mayBeKey(rest);
  const below = isFirst ? node.keys?.() : undefined;
  const inMapping = below === undefined ? [] : keyItems(below, place, analysis);
  return [...inMapping, ...choices(node, place, analysis)];
}

function keyItems(keys: Keys, place: YamlPlace, analysis: DocumentAnalysis): readonly CompletionItem[] {
  const fields = keys["*"]?.names === "field" ? fieldKeys(analysis) : [];
  const named = [...Object.entries(keys), ...fields].filter(([key]) => key !== "*" && !place.present.has(key));
  return named.map(([key, node], index) => ({
    label: key,
    kind: "key",
    detail: node.required === true ? "required" : "",
    documentation: node.doc,
    insert: `${key}${behindKey(node, place)}`,
    rank: rankOf(node.required === true ? 0 : 1, 1000 - index),
  }));
}

/** Fields as keys: those that the file's searches use, then the names that events have. */
function fieldKeys({ analytics, environment }: DocumentAnalysis): readonly (readonly [string, KeyNode])[] {
  const used = analytics.flatMap(({ expanded }) => [...namedFields(expanded.tree)]);
  const names = new Set([...used, ...environment.catalog.fields.names()]);
  return [...names].map((name) => [name, { doc: environment.catalog.fields.describe(name)?.doc ?? "" }] as const);
}

/** What is typed with a key: nothing where a colon stands already; no space where a mapping or list goes on below. */
function behindKey(node: KeyNode, { style, flow, colon }: YamlPlace): string {
  if (colon) return "";
  const quote = style === "double" ? '"' : style === "single" ? "'" : "";
  return quote + (holdsMore(node) && !flow ? ":" : ": ");
}

function choices(node: KeyNode, place: YamlPlace, analysis: DocumentAnalysis): readonly CompletionItem[] {
  const fixed = (node.values ?? []).map((choice, index): CompletionItem => {
    const [value, meaning] = typeof choice === "string" ? [choice, ""] : choice;
    const filter = meaning === "" ? {} : { filter: `${value} ${meaning}` };
    return { label: value, kind: "value", detail: meaning, insert: value, ...filter, rank: rankOf(0, 1000 - index) };
  });
  const found = node.source === undefined ? [] : valueItems(node.source, place.typed, analysis);
  const written = [...fixed, ...found].filter(({ insert }) => !place.present.has(insert));
  return written.map((item) => {
    // An event's number is meant as a number.
    if (item.kind === "event-id" && place.style === "plain") return item;
    return { ...item, insert: writtenInYaml(item.insert, place) };
  });
}
