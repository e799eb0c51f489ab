import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { codeBlock, escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { type EventKind, type EventKinds, type FieldSet, UNKNOWN_FIELD } from "#events/field-set.ts";
import { eventField } from "#semantics/spl/event-fields.ts";
import { itemsOf, keyText, type YamlMapping, type YamlScalar } from "#syntax/yaml/node.ts";
import { SIGMA_MODIFIERS } from "../keys/sigma-keys.ts";
import { eventsOf, logSourceOf } from "../keys/sigma-sources.ts";
import { renderRegex } from "../render/regex.ts";
import { selectionsMeant } from "../sigma/selection-names.ts";
import type { Hover } from "../types.ts";
import { MASK_FIELDS, renderAccessMask } from "./access-mask.ts";
import { renderField } from "./field.ts";
import { isAddressField, renderLiteral } from "./literal.ts";
import { hoverOpnum } from "./opnum.ts";
import { renderSigmaText } from "./sigma-text.ts";
import { EVENT_ID_FIELDS, renderEventId, renderFieldValue } from "./windows-value.ts";
import type { PathInYaml } from "./yaml-path.ts";

/** A field, modifier or value of a search of a Sigma rule's `detection`, by the events of its log source. */
export function hoverSigma(analysis: DocumentAnalysis, place: PathInYaml, offset: number): Hover | undefined {
  const [top, search] = place.path;
  if (top === "detection" && search === "condition" && place.value !== undefined) return hoverWord(analysis, offset);
  if (top !== "detection" || search === "condition" || search === "timeframe" || place.path.length < 3)
    return undefined;
  const { catalog } = analysis.environment;
  const [field = "", ...modifiers] = (place.path.at(-1) ?? "").split("|");
  const text = analysis.document.text;
  if (place.value !== undefined) {
    const kinds = kindsOf(text, place.mapping, catalog);
    const contents = renderValue(place.value, { field, modifiers, kinds, mapping: place.mapping, text, catalog });
    return contents === undefined ? undefined : { span: place.value.span, contents };
  }
  const { span } = place.key;
  const before = text.slice(span.start, offset).replace(/^["']/, "");
  const modifier = before.includes("|") ? modifiers[before.split("|").length - 2] : undefined;
  if (modifier !== undefined) {
    const doc = Object.hasOwn(SIGMA_MODIFIERS, modifier) ? SIGMA_MODIFIERS[modifier] : undefined;
    return doc === undefined ? undefined : { span, contents: `**${escapeMarkdown(modifier)}** modifier: ${doc}` };
  }
  return { span, contents: describeField(field, kindsOf(text, place.mapping, catalog), catalog) };
}

const MOST_SHOWN = 600;

/** What a word of the condition means: the text of the selections. */
function hoverWord(analysis: DocumentAnalysis, offset: number): Hover | undefined {
  const found = selectionsMeant(analysis, offset);
  if (found === undefined) return undefined;
  const { text } = analysis.document;
  const written = found.keys.map(({ span }) => text.slice(span.start, span.end)).join("\n");
  const shown = written.length > MOST_SHOWN ? `${written.slice(0, MOST_SHOWN)}…` : written;
  const contents = found.keys.length === 0 ? "The rule has no selection that this means." : codeBlock(shown, "yaml");
  return { span: found.span, contents };
}

interface Compared {
  readonly field: string;
  readonly modifiers: readonly string[];
  readonly kinds: readonly EventKind[];
  readonly mapping: YamlMapping;
  readonly text: string;
  readonly catalog: Catalog;
}

function renderValue({ value }: YamlScalar, compared: Compared): string | undefined {
  const { field, modifiers, kinds, mapping, text, catalog } = compared;
  if (modifiers.includes("re")) return renderRegex(value, modifiers.includes("i"));
  if (EVENT_ID_FIELDS.has(field) && /^\d{1,5}$/.test(value))
    return renderEventId(Number(value), kinds.length === 0 ? null : { open: false, kinds }, catalog);
  const events = kinds.map(({ id }) => id);
  if (MASK_FIELDS.has(field)) {
    const types = valuesOf(mapping, "ObjectType");
    return renderAccessMask(field, value, { types, events }, catalog);
  }
  const isAddress = modifiers.includes("cidr") || isAddressField(field, catalog);
  return (
    hoverOpnum(field, value, { scope: text.slice(mapping.span.start, mapping.span.end), rule: text }, catalog) ??
    renderFieldValue(field, value, catalog, events) ??
    renderLiteral(value, catalog, isAddress) ??
    renderSigmaText(value, modifiers)
  );
}

/** The events that a search of the rule can be about: those of the log source, or of the ids that it asks for among them. */
function kindsOf(text: string, mapping: YamlMapping, catalog: Catalog): readonly EventKind[] {
  const events = eventsOf(logSourceOf(text), catalog);
  const asked = new Set(valuesOf(mapping, "EventID").map(Number));
  const meant = asked.size === 0 ? events : events.filter(({ id }) => asked.has(id));
  const keys = new Map(meant.map(({ channel, id }) => [`${channel}\0${id}`, { channel, id }] as const));
  return [...keys].map(([key, { channel, id }]) => ({ key, channel, id }));
}

function valuesOf(mapping: YamlMapping, key: string): readonly string[] {
  return mapping.entries
    .filter((entry) => keyText(entry) === key)
    .flatMap(({ value }) => (value.kind === "sequence" ? itemsOf(value) : [value]))
    .flatMap((item) => (item.kind === "scalar" ? [item.value] : []));
}

function describeField(name: string, kinds: readonly EventKind[], catalog: Catalog): string {
  if (kinds.length === 0) {
    const doc = catalog.fields.describe(name);
    const example = doc?.example === undefined ? "" : `\n\nFor example ${inlineCode(doc.example)}`;
    const meaning =
      doc?.doc ?? "The catalog does not know the events of this log source, so nothing is known of the field.";
    return `**${escapeMarkdown(name)}**\n\n${meaning}${example}`;
  }
  const facts = kinds.map((kind) => [kind.key, eventField(catalog, kind, name)] as const);
  const content = facts.find(([, fact]) => fact.content !== undefined && fact.presence !== "absent")?.[1].content;
  const info = {
    ...UNKNOWN_FIELD,
    presenceByKind: new Map(facts.map(([key, { presence }]) => [key, presence])),
    provenance: { kind: "event", from: [] },
    ...(content === undefined ? {} : { content }),
  } as const;
  return renderField(name, info, setOf({ open: false, kinds }), catalog);
}

function setOf(kinds: EventKinds): FieldSet {
  return { written: new Map(), events: kinds, open: false, removed: [], hasRaw: true, order: "unknown", kinds };
}
