// Names of fields in Splunk: header of Windows events, default fields, aliases of add-ons, text-rendered names, docs.

import { FIELD_FACTS } from "./field-facts.mjs";
import { byText, sortedDictionary, trimmed } from "./format.mjs";
import { CALCULATED, HEADER, NAME_DOCS } from "./name-docs.mjs";

const SYSMON = "Microsoft-Windows-Sysmon/Operational";
const WINDOWS = /^(?:Xml)?WinEventLog:(.+)$/i;

export function fields(raw) {
  const splunk = raw["splunk-fields"];
  const events = eventIndex(raw);
  const classic = classicRows(splunk);
  const mapping = xmlToClassicRows(splunk, events, classic);
  const aliases = aliasRows(splunk, events);
  const words = sortedDictionary([
    ...classic.flatMap((row) => row[2]),
    ...mapping.flatMap((row) => row[2].flat()),
    ...aliases.flatMap((row) => row[2].flatMap(([name, from]) => (from ? [name, from] : [name]))),
  ]);
  return {
    headerFields: HEADER.map(([name, profiles, from, doc, more]) =>
      more ? [name, profiles, from, doc, more] : [name, profiles, from, doc],
    ),
    defaults: defaultRows(raw),
    words: words.values,
    classic: classic.map(([channel, id, names, documented]) => trimmed([channel, id, names.map(words.of), documented])),
    xmlToClassic: mapping.map(([channel, id, pairs]) => [channel, id, pairs.map((pair) => pair.map(words.of))]),
    aliases: aliases.map(([channel, id, list]) => [
      channel,
      id,
      list.map(([name, from, how, dataset]) => trimmed([words.of(name), from ? words.of(from) : null, how, dataset])),
    ]),
    docs: docRows(raw, mapping),
  };
}

function eventIndex(raw) {
  const index = new Map();
  for (const event of raw["windows-events"].events) {
    const key = `${event.channel.toLowerCase()}/${event.id}`;
    const names = index.get(key) ?? { channel: event.channel, id: event.id, names: new Set() };
    for (const [name] of event.fields) names.names.add(name.replace(/[^A-Za-z0-9_]/g, "_"));
    index.set(key, names);
  }
  return index;
}

function defaultRows(raw) {
  const meanings = new Map(raw["spl-builtins"].internalFields);
  const names = new Set([
    ...raw["splunk-fields"].meta.defaultFields.filter((name) => !name.startsWith("tag::")),
    ...meanings.keys(),
  ]);
  return [...names].sort(byText).map((name) => [name, meanings.get(name) ?? ""]);
}

function classicRows(splunk) {
  return splunk.classicFields
    .map((row) => [row.channel, row.id, row.fields, row.from ? 1 : null])
    .sort((a, b) => byText(a[0], b[0]) || a[1] - b[1]);
}

/** Names of the text rendering for the accounts of an event, when its text has such labels. */
const ACCOUNT_LABELS = {
  UserSid: "Security_ID",
  UserName: "Account_Name",
  DomainName: "Account_Domain",
  LogonId: "Logon_ID",
};

/** Given pairs first; then accounts; then names that are equal but for underscores and case. */
function xmlToClassicRows(splunk, events, classic) {
  const given = new Map(splunk.xmlToClassic.map((row) => [`${row.channel.toLowerCase()}/${row.id}`, row]));
  const texts = new Map(classic.map(([channel, id, names]) => [`${channel.toLowerCase()}/${id}`, names]));
  const keys = [...new Set([...given.keys(), ...texts.keys()])].filter((key) => events.has(key));
  return keys
    .map((key) => {
      const event = events.get(key);
      const pairs = new Map(Object.entries(given.get(key)?.xmlToClassic ?? {}));
      const labels = texts.get(key) ?? [];
      const plain = new Map(labels.map((label) => [label.replaceAll("_", "").toLowerCase(), label]));
      for (const name of event.names) {
        if (pairs.has(name)) continue;
        const account = ACCOUNT_LABELS[/^(?:Subject|Target)(UserSid|UserName|DomainName|LogonId)$/.exec(name)?.[1]];
        const label = account && labels.includes(account) ? account : plain.get(name.replaceAll("_", "").toLowerCase());
        if (label) pairs.set(name, label);
      }
      return [
        event.channel,
        event.id,
        [...pairs].filter(([name]) => event.names.has(name)).sort((a, b) => byText(a[0], b[0])),
      ];
    })
    .filter(([, , pairs]) => pairs.length > 0)
    .sort((a, b) => byText(a[0], b[0]) || a[1] - b[1]);
}

/** Rows [channel, id, [[alias, event field, how, dataset], …]]. */
function aliasRows(splunk, events) {
  const header = new Set([...HEADER.map(([name]) => name), ...splunk.meta.defaultFields]);
  const rows = new Map();
  const add = (key, alias) => {
    const event = events.get(key);
    if (!event || event.names.has(alias[0]) || header.has(alias[0])) return;
    const row = rows.get(key) ?? new Map();
    if (!row.has(alias[0])) row.set(alias[0], alias);
    rows.set(key, row);
  };
  for (const [channel, id, name, from, how] of CALCULATED)
    add(`${channel.toLowerCase()}/${id}`, [name, from, how, "Endpoint.Processes"]);
  for (const [key, event] of events)
    if (event.channel === SYSMON) sysmonAliases(splunk, event, (alias) => add(key, alias));
  for (const source of splunk.dataSources) {
    const channel = WINDOWS.exec(source.source)?.[1];
    if (!channel || !/^\d+$/.test(source.separatorValue ?? "")) continue;
    const key = `${channel.toLowerCase()}/${source.separatorValue}`;
    for (const name of source.fields) if (/^[A-Za-z]/.test(name)) add(key, [name, null, null, null]);
  }
  return [...rows]
    .map(([key, row]) => [
      events.get(key).channel,
      events.get(key).id,
      [...row.values()].sort((a, b) => byText(a[0], b[0])),
    ])
    .sort((a, b) => byText(a[0], b[0]) || a[1] - b[1]);
}

function sysmonAliases(splunk, event, add) {
  const { aliases, calculated, cim } = splunk.sysmonAliases;
  const datasets = Object.entries(cim);
  for (const [from, name] of aliases) {
    const dataset = datasets.find(([, mapping]) => mapping[from] === name)?.[0] ?? null;
    if (event.names.has(from)) add([name, from, null, dataset]);
  }
  const source = splunk.dataSources.find(
    (s) => WINDOWS.exec(s.source)?.[1] === SYSMON && s.separatorValue === String(event.id),
  );
  for (const [name, how] of calculated) {
    const base = {
      process_name: "Image",
      process_exec: "Image",
      parent_process_name: "ParentImage",
      parent_process_exec: "ParentImage",
    }[name];
    const from = base && event.names.has(base) ? base : null;
    if (source?.fields.includes(name)) add([name, from, how, null]);
  }
}

/** Rows [name, kind, enum, example, doc, use] of every name with a doc, a kind or a use. */
function docRows(raw, mapping) {
  const docs = new Map();
  const set = (name, kind, table, example, doc) => {
    if (!docs.has(name)) docs.set(name, [kind ?? null, table ?? null, example ?? null, doc ?? null]);
  };
  for (const [names, kind, doc, example] of NAME_DOCS) for (const name of names) set(name, kind, null, example, doc);
  for (const [name, , , doc, more] of HEADER) set(name, more?.kind, more?.enum, null, doc);
  for (const fact of FIELD_FACTS)
    for (const name of fact.names)
      set(name.replace(/[^A-Za-z0-9_]/g, "_"), fact.kind, fact.enum, fact.example, fact.doc);
  for (const [, , pairs] of mapping)
    for (const [name, label] of pairs) if (docs.has(name)) set(label, ...docs.get(name));
  const uses = nameUses(raw);
  for (const name of uses.keys()) set(name);
  return [...docs]
    .sort((a, b) => byText(a[0], b[0]))
    .map(([name, [kind, table, example, doc]]) => trimmed([name, uses.get(name) ?? null, kind, table, example, doc]));
}

/** Uses of a name: in Sigma rules of Windows, in data models, and as a field that detections show. */
function nameUses(raw) {
  const uses = new Map();
  const count = (name, n) => uses.set(name, (uses.get(name) ?? 0) + n);
  for (const source of raw["sigma-taxonomy"].logsources) {
    if (source.product !== "windows") continue;
    for (const [name, n] of source.fieldsUsed ?? []) if (/^\w+$/.test(name)) count(name, n);
  }
  for (const [name, n] of raw["splunk-fields"].cimFieldUse) count(name.slice(name.lastIndexOf(".") + 1), n);
  for (const source of raw["splunk-fields"].dataSources)
    for (const name of source.outputFields ?? []) if (/^\w+$/.test(name)) count(name, 1);
  return uses;
}
