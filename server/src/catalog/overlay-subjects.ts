import { fact, grouped } from "./collect.ts";
import { type Enums, type EnumTable, indexEnums } from "./enums.ts";
import type { ChannelFact, EventFact, EventField, ProviderFact, WindowsEvents } from "./event-ids.ts";
import { indexWindowsEvents, splunkNameOf } from "./event-index.ts";
import type { FieldAlias, FieldDoc, Fields } from "./fields.ts";
import { indexLookups, type LookupFact, type LookupFacts } from "./lookups.ts";
import { indexMacros, type MacroFact, type MacroFacts } from "./macros.ts";
import type { Overlay } from "./overlay-schema.ts";
import { type DataSourceFact, type IndexFact, indexSources, type Sources, type SourcetypeFact } from "./sources.ts";

type OverlayEvent = Overlay["events"][number];
type OverlayEventField = NonNullable<OverlayEvent["fields"]>[number];

/** Later entries win: the reverse order for indexes that keep the first. */
function latestFirst<T>(entries: readonly T[]): readonly T[] {
  return entries.toReversed();
}

/** Events of an overlay added to the known ones. */
export function overlayWindows(base: WindowsEvents, overlay: Overlay): WindowsEvents {
  const events = new Map(base.all().map((event) => [eventKey(event.channel, event.provider, event.id), event]));
  for (const entry of overlay.events) {
    const channel = base.channel(entry.channel)?.channel ?? entry.channel;
    const same = [...events.values()].filter(
      (event) => event.channel.toLowerCase() === channel.toLowerCase() && event.id === entry.id,
    );
    const known = entry.provider === undefined ? mostUsed(same) : same.find((e) => e.provider === entry.provider);
    const merged = mergedEvent(known, entry, channel);
    events.set(eventKey(merged.channel, merged.provider, merged.id), merged);
  }
  const all = [...events.values()].sort((a, b) =>
    a.channel < b.channel ? -1 : a.channel > b.channel ? 1 : a.id - b.id,
  );
  return indexWindowsEvents(channelsOf(base, all), providersOf(base, all), all);
}

function eventKey(channel: string, provider: string, id: number): string {
  return `${channel.toLowerCase()}/${provider.toLowerCase()}/${id}`;
}

function mostUsed(events: readonly EventFact[]): EventFact | undefined {
  return events.toSorted((a, b) => b.use - a.use)[0];
}

function mergedEvent(known: EventFact | undefined, entry: OverlayEvent, channel: string): EventFact {
  const given = (entry.fields ?? []).map((f) => fieldFact(f, known));
  const names = new Set(given.map((f) => f.name));
  const kept = entry.replace === true ? [] : (known?.fields ?? []).filter((f) => !names.has(f.name));
  return fact<EventFact>({
    ...(known ?? { audit: [], unnamedData: false, dataKeys: [], use: 0 }),
    channel,
    provider: entry.provider ?? known?.provider ?? channel,
    id: entry.id,
    title: entry.title ?? known?.title ?? `Event ${entry.id}`,
    titleFrom: entry.title === undefined ? (known ? known.titleFrom : "placeholder") : undefined,
    level: entry.level ?? known?.level,
    fields: [...kept, ...given],
    fieldsKnown: entry.complete ?? known?.fieldsKnown ?? false,
  });
}

/** A field of an overlay; what it does not say is taken from the built-in field of that name. */
function fieldFact(given: OverlayEventField, known: EventFact | undefined): EventField {
  const entry = typeof given === "string" ? { name: given } : given;
  const before = known?.fields.find((f) => f.name === entry.name);
  return fact<EventField>({
    ...(before ?? { type: "?", presence: "always" }),
    ...entry,
    splunkName: splunkNameOf(entry.name),
  });
}

function channelsOf(base: WindowsEvents, events: readonly EventFact[]): readonly ChannelFact[] {
  const fresh = grouped(
    events.filter((event) => base.channel(event.channel) === undefined),
    (event) => event.channel,
  );
  const added = [...fresh].map(([channel, own]) =>
    fact<ChannelFact>({
      channel,
      providers: [...new Set(own.map((event) => event.provider))],
      aliases: [],
      splunkSources: [`XmlWinEventLog:${channel}`, `WinEventLog:${channel}`],
      events: own.length,
      sigmaServices: [],
      use: 0,
    }),
  );
  return [...base.channels(), ...added];
}

function providersOf(base: WindowsEvents, events: readonly EventFact[]): readonly ProviderFact[] {
  const channels = grouped(events, (event) => event.provider);
  return [...channels].map(([name, own]) =>
    fact<ProviderFact>({
      name,
      guid: base.provider(name)?.guid,
      channels: [...new Set([...base.channelOfProvider(name), ...own.map((event) => event.channel)])],
    }),
  );
}

/** Sourcetypes and indexes of an overlay. */
export function overlaySources(base: Sources, overlay: Overlay): Sources {
  const entries = latestFirst(overlay.sourcetypes);
  const added = entries.map((entry) =>
    fact<SourcetypeFact>({ sourcetype: entry.name, sources: entry.sources ?? [], use: 0 }),
  );
  const dataSources = entries
    .filter((entry) => entry.fields !== undefined)
    .map((entry) =>
      fact<DataSourceFact>({
        name: entry.name,
        source: entry.sources?.[0] ?? "",
        sourcetype: entry.name,
        fields: entry.fields ?? [],
        fieldsKnown: true,
        outputFields: [],
        components: [],
        addOns: [],
        cim: [],
        use: 0,
      }),
    );
  const names = new Set(added.map((s) => s.sourcetype.toLowerCase()));
  const indexes = overlay.indexes.map((entry) =>
    fact<IndexFact>({ name: entry.name, description: entry.description, sourcetypes: entry.sourcetypes ?? [] }),
  );
  return indexSources(
    [...added, ...base.sourcetypes().filter((s) => !names.has(s.sourcetype.toLowerCase()))],
    () => [...dataSources, ...base.dataSources()],
    [...base.indexes(), ...indexes],
    new Map(base.documentedSourcetypes().map((name) => [name, base.documentedFields(name)])),
  );
}

/** Macros of an overlay. */
export function overlayMacros(base: MacroFacts, overlay: Overlay): MacroFacts {
  const added = latestFirst(overlay.macros).map((entry) =>
    fact<MacroFact>({
      name: entry.name,
      arguments: entry.arguments ?? [],
      definition: entry.definition,
      isEval: entry.iseval === true,
      description: entry.description,
      origin: "workspace",
      use: base.get(entry.name, entry.arguments?.length ?? 0)?.use ?? 0,
    }),
  );
  return indexMacros([...added, ...base.all()]);
}

/** Lookups of an overlay. */
export function overlayLookups(base: LookupFacts, overlay: Overlay): LookupFacts {
  const added = latestFirst(overlay.lookups).map((entry) =>
    fact<LookupFact>({
      name: entry.name,
      type: entry.type ?? base.get(entry.name)?.type ?? "csv",
      fields: entry.fields ?? base.get(entry.name)?.fields ?? [],
      fieldsKnown: entry.fields !== undefined || base.get(entry.name)?.fieldsKnown === true,
      matchType: entry.matchType ?? base.get(entry.name)?.matchType ?? [],
      caseSensitive: entry.caseSensitive ?? base.get(entry.name)?.caseSensitive ?? true,
      description: entry.description ?? base.get(entry.name)?.description,
      origin: "workspace",
    }),
  );
  return indexLookups([...added, ...base.all()]);
}

/** Docs and aliases of an overlay. */
export function overlayFields(base: Fields, overlay: Overlay): Fields {
  const docs = new Map<string, FieldDoc>();
  for (const entry of overlay.fields) {
    const known = base.describe(entry.name);
    docs.set(entry.name, fact<FieldDoc>({ use: 0, origins: [], ...known, ...entry }));
  }
  const aliasesOf = (channel: string, id: number): readonly FieldAlias[] =>
    overlay.aliases
      .filter((entry) => entry.channel.toLowerCase() === channel.toLowerCase() && (entry.ids?.includes(id) ?? true))
      .map(({ name, from, how, kind }) => fact<FieldAlias>({ name, from, how, kind, addOn: true }));
  return Object.freeze<Fields>({
    ...base,
    describe: (name) => docs.get(name) ?? base.describe(name),
    names: () => [...new Set([...base.names(), ...docs.keys()])],
    aliases: (channel, id) => {
      const added = aliasesOf(channel, id);
      const names = new Set(added.map((alias) => alias.name));
      return [...base.aliases(channel, id).filter((alias) => !names.has(alias.name)), ...added];
    },
  });
}

/** Tables of values of an overlay, and fields that an overlay ties to a table. */
export function overlayEnums(base: Enums, overlay: Overlay): Enums {
  const added = latestFirst(overlay.values).map((entry) =>
    fact<EnumTable>({
      name: entry.name,
      doc: entry.doc,
      values: Object.entries(entry.values),
      flags: entry.flags === true,
    }),
  );
  const fields = new Map<string, readonly string[]>();
  for (const entry of overlay.values) for (const field of entry.fields ?? []) fields.set(field, [entry.name]);
  for (const entry of overlay.fields) if (entry.enum !== undefined) fields.set(entry.name, [entry.enum]);
  const own = indexEnums([...added, ...base.tables()], fields);
  return Object.freeze<Enums>({
    ...own,
    tableOf: (field, events) => own.tableOf(field, events) ?? base.tableOf(field, events),
    tablesOf: (field, events) => [...own.tablesOf(field, events), ...base.tablesOf(field, events)],
    describe: (field, value, events) => own.describe(field, value, events) ?? base.describe(field, value, events),
    valueOf: (field, value, events) => own.valueOf(field, value, events) ?? base.valueOf(field, value, events),
  });
}
