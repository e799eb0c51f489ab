import { once } from "#base/memo.ts";
import { entries, entry, fact, indexed } from "./collect.ts";
import type { FieldAlias, FieldDoc, Fields, HeaderField } from "./fields.ts";
import type { CatalogData } from "./schema.ts";

type Data = CatalogData["fields"];

/** Builds the read API over the data file. */
export function buildFields(data: Data): Fields {
  const header = Object.freeze(data.headerFields.map(headerFact));
  const byHeader = indexed(header, (f) => f.name);
  const defaults = Object.freeze(data.defaults.map(([name, doc]) => Object.freeze({ name, doc })));
  const defaultNames = new Set(defaults.map((f) => f.name));
  const classic = indexed(data.classic, eventKey);
  const mapping = once(() => new Map(data.xmlToClassic.map((row) => [eventKey(row), pairsOf(data, row)])));
  const docs = once(() => indexed(docFacts(data), (d) => d.name));
  const aliasRows = indexed(data.aliases, eventKey);
  const aliases = new Map<string, readonly FieldAlias[]>();
  const aliasesOf = (channel: string, id: number) => {
    const key = keyOf(channel, id);
    const row = aliasRows.get(key);
    if (!row) return [];
    let list = aliases.get(key);
    if (!list) {
      list = Object.freeze(row[2].map((alias) => aliasFact(data, alias, (name) => docs().get(name))));
      aliases.set(key, list);
    }
    return list;
  };
  const pairs = (channel: string, id: number) => mapping().get(keyOf(channel, id)) ?? [];
  return Object.freeze<Fields>({
    splunkHeader: header,
    defaults,
    headerField: (name) => byHeader.get(name),
    isDefault: (name) => defaultNames.has(name) || name.startsWith("tag::"),
    aliases: aliasesOf,
    xmlToClassic: (channel, id, name) => pairs(channel, id).find(([xml]) => xml === name)?.[1],
    classicToXml: (channel, id, name) =>
      pairs(channel, id)
        .filter(([, label]) => label === name)
        .map(([xml]) => xml),
    classicFields: (channel, id) => {
      const row = classic.get(keyOf(channel, id));
      return row && entries(data.words, row[2]);
    },
    describe: (name) => docs().get(name),
    names: once(() =>
      Object.freeze(
        [...docs().values()].sort((a, b) => b.use - a.use || (a.name < b.name ? -1 : 1)).map((d) => d.name),
      ),
    ),
  });
}

function keyOf(channel: string, id: number): string {
  return `${channel.toLowerCase()}/${id}`;
}

function eventKey(row: readonly [string, number, ...unknown[]]): string {
  return keyOf(row[0], row[1]);
}

function headerFact([name, profiles, from, doc, more]: Data["headerFields"][number]): HeaderField {
  return fact<HeaderField>({
    name,
    profiles: profiles === "xc" ? ["xml", "classic"] : profiles === "x" ? ["xml"] : ["classic"],
    from,
    doc,
    kind: more?.kind,
    enum: more?.enum,
    addOn: more?.addOn === true,
    presence: more?.sometimes === true ? "sometimes" : "always",
  });
}

function pairsOf(data: Data, [, , pairs]: Data["xmlToClassic"][number]): readonly (readonly [string, string])[] {
  return pairs.map(([xml, label]) => [entry(data.words, xml), entry(data.words, label)] as const);
}

function aliasFact(
  data: Data,
  [name, from, how, dataset]: Data["aliases"][number][2][number],
  doc: (name: string) => FieldDoc | undefined,
): FieldAlias {
  return fact<FieldAlias>({
    name: entry(data.words, name),
    from: from === undefined || from === null ? undefined : entry(data.words, from),
    how,
    addOn: true,
    dataset,
    kind: doc(entry(data.words, name))?.kind,
  });
}

/** Facts of every name: those with docs, and those that only occur as default, header, text-rendered or add-on names. */
function docFacts(data: Data): readonly FieldDoc[] {
  const origins = new Map<string, Set<FieldDoc["origins"][number]>>();
  const from = (name: string, origin: FieldDoc["origins"][number]) =>
    origins.set(name, (origins.get(name) ?? new Set()).add(origin));
  for (const [name] of data.defaults) from(name, "default");
  for (const [name] of data.headerFields) from(name, "header");
  for (const [, , pairs] of data.xmlToClassic) for (const [xml] of pairs) from(entry(data.words, xml), "event");
  for (const [, , names] of data.classic) for (const at of names) from(entry(data.words, at), "classic");
  for (const [, , list] of data.aliases) for (const [at] of list) from(entry(data.words, at), "alias");
  const rows = new Map(data.docs.map((row) => [row[0], row]));
  const defaultDocs = new Map(data.defaults);
  const names = new Set([...rows.keys(), ...origins.keys()]);
  return [...names].map((name) => {
    const [, use, kind, table, example, doc] = rows.get(name) ?? [name];
    return fact<FieldDoc>({
      name,
      doc: doc ?? (defaultDocs.get(name) || undefined),
      kind,
      enum: table,
      example,
      use: use ?? 0,
      origins: [...(origins.get(name) ?? [])],
    });
  });
}
