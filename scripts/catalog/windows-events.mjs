// Events, channels and providers of the Windows event logs.
import { ABSENT, ALWAYS, EXACT, SOMETIMES, UNCONDITIONAL } from "./corrections.mjs";
import { factOf } from "./field-facts.mjs";
import { byText, dictionary, runs, sortedDictionary, trimmed } from "./format.mjs";
import { kindOf } from "./kinds.mjs";

/** Raw sources that give the whole list of an event's fields. */
const WHOLE = new Set(["manifest", "ossem", "sysmon-schema", "evtx", "dataset"]);

/** Converts the raw events. `raw` holds the parsed raw files by name. */
export function windowsEvents(raw) {
  const windows = raw["windows-events"];
  const uses = useCounts(raw);
  const providers = sortedDictionary([
    ...windows.providers.map((p) => p.name),
    ...windows.events.map((e) => e.provider),
  ]);
  const channels = sortedDictionary([
    ...windows.channels.map((c) => c.channel),
    ...windows.events.map((e) => e.channel),
  ]);
  const names = sortedDictionary(windows.events.flatMap((event) => event.fields.map(([name]) => name)));
  const types = sortedDictionary(windows.events.flatMap((event) => event.fields.map(([, type]) => type)));
  const audits = auditDictionary(windows);
  const facts = dictionary();
  const specs = dictionary();
  const events = [...windows.events]
    .sort((a, b) => byText(a.channel, b.channel) || a.id - b.id || byText(a.provider, b.provider))
    .map((event) => {
      checkFields(event);
      const fields = event.fields.map(([name, type]) => {
        const fact = describe(event, name, type);
        return specs.of(trimmed([names.of(name), types.of(type), fact ? facts.of(fact) : null]));
      });
      const row = [
        channels.of(event.channel),
        providers.of(event.provider),
        event.id,
        event.title,
        uses(event),
        runs(fields),
      ];
      const more = extras(event, audits);
      return Object.keys(more).length > 0 ? [...row, more] : row;
    });
  return {
    channels: channels.values.map((name) =>
      channelRow(
        windows.channels.find((c) => c.channel === name),
        name,
        providers,
      ),
    ),
    providers: providers.values.map((name) => {
      const guid = windows.providers.find((p) => p.name === name)?.guid;
      return guid ? [name, guid] : [name];
    }),
    audits: audits.values,
    names: names.values,
    types: types.values,
    facts: facts.values,
    specs: specs.values,
    events,
  };
}

function channelRow(channel, name, providers) {
  return trimmed([
    name,
    (channel?.providers ?? []).map((provider) => providers.of(provider)),
    channel?.abbreviation ?? null,
    channel?.sigmaServices ?? null,
    channel?.aliases ?? null,
  ]);
}

function auditDictionary(windows) {
  const audits = dictionary();
  const pairs = windows.auditSubcategories.map((a) => [a.category, a.subcategory, a.guid]);
  for (const pair of pairs.sort((a, b) => byText(a[0], b[0]) || byText(a[1], b[1]))) audits.of(pair);
  const index = new Map(audits.values.map(([category, subcategory], at) => [`${category}/${subcategory}`, at]));
  return { values: audits.values, at: (category, subcategory) => index.get(`${category}/${subcategory}`) };
}

function extras(event, audits) {
  const more = {};
  if (event.titleFrom) more.titleFrom = event.titleFrom;
  if (event.audit) {
    more.audit = event.audit.map(([category, subcategory]) => {
      const at = audits.at(category, subcategory);
      if (at === undefined) throw new Error(`unknown audit subcategory ${category}/${subcategory} of ${event.id}`);
      return at;
    });
    if (UNCONDITIONAL.some(([channel, ids]) => channel === event.channel && ids.includes(event.id)))
      more.unconditional = 1;
  }
  if (event.level) more.level = event.level;
  if (event.container) more.container = event.container;
  if (event.ruleName) more.ruleName = event.ruleName;
  if (event.unnamedData) more.unnamedData = event.unnamedData;
  if (event.dataKeys) more.dataKeys = event.dataKeys;
  const versions = versionRows(event);
  if (versions.length > 0) more.versions = versions;
  if (!isKnown(event)) more.open = 1;
  return more;
}

/** Rows [position, since, until, presence]; presence is `a` for a later field that is always there, `s` otherwise. */
function versionRows(event) {
  const first = Math.min(...(event.versions ?? [0]));
  return event.fields.flatMap(([name, , since, until], position) => {
    const listed = (list) =>
      list.some(([channel, id, fields]) => channel === event.channel && id === event.id && fields.includes(name));
    const later = typeof since === "string" || (since ?? first) > first;
    const sometimes = listed(SOMETIMES) || ((later || until !== undefined) && !listed(ALWAYS));
    if (since === undefined && !sometimes) return [];
    if (!later && until === undefined && !sometimes) return [];
    const text = since === undefined ? null : String(since).replace("schema ", "");
    return [trimmed([position, text, until === undefined ? null : String(until), sometimes ? null : "a"])];
  });
}

/** Whether the list of fields is whole: a manifest, a schema or a recording gave it. */
function isKnown(event) {
  if (event.fields.length > 0 || event.unnamedData || event.dataKeys) return event.sources.some((s) => WHOLE.has(s));
  return event.sources.includes("manifest");
}

function describe(event, name, type) {
  const fact = factOf(event, name);
  const kind = fact?.kind ?? kindOf(name, type) ?? null;
  const table = fact?.enum ?? (type === "Boolean" ? "Boolean" : null);
  const row = trimmed([kind, table, fact?.example ?? null, fact?.doc ?? null]);
  return row.length > 0 ? row : undefined;
}

function checkFields(event) {
  const names = event.fields.map(([name]) => name);
  const rowsOf = (list) => list.filter(([channel, id]) => channel === event.channel && id === event.id);
  for (const [, , fields] of rowsOf(EXACT)) {
    if (names.join() !== fields.join())
      throw new Error(`${event.channel} ${event.id}: fields are ${names}, expected ${fields}`);
  }
  for (const [, , fields] of rowsOf(ABSENT)) {
    const found = fields.find((field) => names.includes(field));
    if (found) throw new Error(`${event.channel} ${event.id} must not have ${found}`);
  }
  for (const list of [ALWAYS, SOMETIMES]) {
    for (const [, , fields] of rowsOf(list)) {
      const missing = fields.find((field) => !names.includes(field));
      if (missing) throw new Error(`${event.channel} ${event.id} lacks ${missing}`);
    }
  }
}

/** Uses of an event: rules that name its id, rules of its categories, and detections of its data source. */
function useCounts(raw) {
  const categories = new Map();
  for (const source of raw["sigma-taxonomy"].logsources) {
    if (source.product === "windows" && source.category) categories.set(source.category, source.ruleCount ?? 0);
  }
  const detections = new Map();
  for (const source of raw["splunk-fields"].dataSources) {
    const channel = /^(?:Xml)?WinEventLog:(.+)$/i.exec(source.source)?.[1];
    if (!channel || !/^\d+$/.test(source.separatorValue ?? "")) continue;
    const key = `${channel.toLowerCase()}/${source.separatorValue}`;
    detections.set(key, Math.max(detections.get(key) ?? 0, source.detections ?? 0));
  }
  return (event) => {
    const inCategories = (event.sigmaCategories ?? []).reduce((sum, name) => sum + (categories.get(name) ?? 0), 0);
    const rules = event.sigmaCategories?.length
      ? Math.max(event.sigmaRules ?? 0, inCategories)
      : (event.sigmaRules ?? 0);
    return rules + (detections.get(`${event.channel.toLowerCase()}/${event.id}`) ?? 0);
  };
}
