import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { EventKind, FieldSet } from "#events/field-set.ts";

const MOST_KINDS = 40;
const MOST_MEANINGS = 3;

/** What a field holds: as the admitted events say, each meaning once; else what is known of its name. */
export function meaningsOf(name: string, before: FieldSet, catalog: Catalog): readonly string[] {
  const byDoc = new Map<string, number[]>();
  for (const kind of closedKinds(before)) {
    for (const [doc, id] of docsIn(name, kind, catalog)) byDoc.set(doc, [...(byDoc.get(doc) ?? []), id]);
  }
  const docs = [...byDoc];
  const general = catalog.fields.describe(name)?.doc;
  if (docs.length === 0 || docs.length > MOST_MEANINGS) return general === undefined ? [] : [general];
  if (docs.length === 1) return docs.map(([doc]) => doc);
  return [docs.map(([doc, ids]) => `- ${doc} (${[...new Set(ids)].join(", ")})`).join("\n")];
}

/** The sentences of one event about a name of either rendering. */
function docsIn(name: string, { channel, id }: EventKind, catalog: Catalog): readonly (readonly [string, number])[] {
  const event = catalog.windows.event(channel, id);
  if (event === undefined) return [];
  const own = event.fields.filter((field) => field.splunkName === name || field.name === name);
  const classic = own.length > 0 ? [] : catalog.fields.classicToXml(channel, id, name);
  return [...own, ...event.fields.filter((field) => classic.includes(field.name))].flatMap(({ name: item, doc }) => {
    if (doc === undefined) return [];
    return [[own.length > 0 ? doc : `${inlineCode(item)}: ${doc}`, id] as const];
  });
}

/** What the same data is called in the other rendering and by add-ons (CIM), by the admitted events. */
export function otherNames(name: string, before: FieldSet, catalog: Catalog): readonly string[] {
  const text = new Set<string>();
  const items = new Set<string>();
  const common = new Set<string>();
  for (const { channel, id } of closedKinds(before)) {
    const label = catalog.fields.xmlToClassic(channel, id, name);
    if (label !== undefined && label !== name) text.add(label);
    const behind = catalog.fields.classicToXml(channel, id, name);
    for (const item of behind) if (item !== name) items.add(item);
    for (const alias of catalog.fields.aliases(channel, id))
      if (alias.from !== undefined && (alias.from === name || behind.includes(alias.from))) common.add(alias.name);
  }
  for (const own of [name, ...text, ...items]) common.delete(own);
  const said = [
    ...named("in the text rendering", text),
    ...named("in the XML rendering", items),
    ...named("by an add-on, for the CIM,", common),
  ];
  return said.length === 0 ? [] : [`Also called ${said.join("; ")}`];
}

function named(where: string, names: ReadonlySet<string>): readonly string[] {
  return names.size === 0 ? [] : [`${where} ${[...names].slice(0, 6).map(inlineCode).join(", ")}`];
}

/** The first of the admitted kinds; none where knowledge ends. */
function closedKinds({ kinds }: FieldSet): readonly EventKind[] {
  return kinds.open ? [] : kinds.kinds.slice(0, MOST_KINDS);
}

/** The event as a table cell names it. */
export function eventName({ channel, id }: EventKind, catalog: Catalog): string {
  return `${id} ${escapeMarkdown(catalog.windows.event(channel, id)?.title ?? "")}`;
}
