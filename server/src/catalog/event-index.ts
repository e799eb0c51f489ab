import { once } from "#base/memo.ts";
import { entries, entry, fact, grouped, indexed, unrolled, wordScore, words } from "./collect.ts";
import type { ChannelFact, EventFact, EventField, ProviderFact, WindowsEvents } from "./event-ids.ts";
import type { CatalogData } from "./schema.ts";

type Data = CatalogData["windows-events"];
type Row = Data["events"][number];

/** Name that Splunk gives to a field of the XML rendering. */
export function splunkNameOf(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, "_");
}

/** Decodes one event's row; equal fields of different events are one object. */
function decoder(data: Data): (row: Row) => EventFact {
  const shared = new Map<string, EventField>();
  const field = (spec: number, version: readonly (string | number | null | undefined)[] | undefined): EventField => {
    const key = version ? `${spec}/${version.slice(1).join("/")}` : String(spec);
    const found = shared.get(key);
    if (found) return found;
    const [name, type, factAt] = entry(data.specs, spec);
    const [kind, table, example, doc] = factAt === undefined ? [] : entry(data.facts, factAt);
    const [, since, until, always] = version ?? [];
    const made = fact<EventField>({
      name: entry(data.names, name),
      splunkName: splunkNameOf(entry(data.names, name)),
      type: entry(data.types, type),
      presence: version && always !== "a" ? "sometimes" : "always",
      since: typeof since === "string" ? since : undefined,
      until: typeof until === "string" ? until : undefined,
      kind,
      enum: table,
      example,
      doc,
    });
    shared.set(key, made);
    return made;
  };
  return ([channel, provider, id, title, use, runs, more]) => {
    const versions = new Map((more?.versions ?? []).map((version) => [version[0], version]));
    return fact<EventFact>({
      channel: entry(data.channels, channel)[0],
      provider: entry(data.providers, provider)[0],
      id,
      title,
      titleFrom: more?.titleFrom,
      audit: (more?.audit ?? []).map((at) => {
        const [category, subcategory] = entry(data.audits, at);
        return [category, subcategory] as const;
      }),
      unconditional: more?.unconditional === undefined ? undefined : true,
      level: more?.level,
      container: more?.container,
      ruleName: more?.ruleName,
      fields: unrolled(runs).map((spec, position) => field(spec, versions.get(position))),
      fieldsKnown: more?.open === undefined,
      unnamedData: (more?.unnamedData ?? 0) > 0,
      dataKeys: more?.dataKeys ?? [],
      use,
    });
  };
}

function channelFacts(data: Data): readonly ChannelFact[] {
  const uses = new Map<number, { events: number; use: number }>();
  for (const [channel, , , , use] of data.events) {
    const sum = uses.get(channel) ?? { events: 0, use: 0 };
    uses.set(channel, { events: sum.events + 1, use: sum.use + use });
  }
  return data.channels
    .map(([channel, providers, abbreviation, services, aliases], at) =>
      fact<ChannelFact>({
        channel,
        providers: entries(data.providers, providers).map(([name]) => name),
        aliases: aliases ?? [],
        splunkSources: [`XmlWinEventLog:${channel}`, `WinEventLog:${channel}`],
        events: uses.get(at)?.events ?? 0,
        abbreviation,
        sigmaServices: services ?? [],
        use: uses.get(at)?.use ?? 0,
      }),
    )
    .sort((a, b) => b.use - a.use || b.events - a.events || (a.channel < b.channel ? -1 : 1));
}

function providerFacts(data: Data): readonly ProviderFact[] {
  const channels = new Map<number, Set<string>>();
  const add = (provider: number, channel: string) => {
    const set = channels.get(provider) ?? new Set();
    channels.set(provider, set.add(channel));
  };
  for (const [channel, provider] of data.events) add(provider, entry(data.channels, channel)[0]);
  for (const [name, providers] of data.channels) for (const provider of providers) add(provider, name);
  return data.providers.map(([name, guid], at) =>
    fact<ProviderFact>({ name, guid, channels: [...(channels.get(at) ?? [])] }),
  );
}

/** Builds the read API over the decoded data file. */
export function buildWindowsEvents(data: Data): WindowsEvents {
  const decode = decoder(data);
  const made = new Map<Row, EventFact>();
  const eventOf = (row: Row): EventFact => {
    const found = made.get(row);
    if (found) return found;
    const event = decode(row);
    made.set(row, event);
    return event;
  };
  return windowsEventsOf(
    channelFacts(data),
    providerFacts(data),
    data.events,
    (row) => row[2],
    (row) => row[4],
    {
      channelOf: (row) => entry(data.channels, row[0])[0],
      titleOf: (row) => row[3],
      eventOf,
    },
  );
}

/** How the index reads a row without making its fact. */
interface RowReader<R> {
  readonly channelOf: (row: R) => string;
  readonly titleOf: (row: R) => string;
  readonly eventOf: (row: R) => EventFact;
}

function windowsEventsOf<R>(
  channels: readonly ChannelFact[],
  providers: readonly ProviderFact[],
  rows: readonly R[],
  idOf: (row: R) => number,
  useOf: (row: R) => number,
  reader: RowReader<R>,
): WindowsEvents {
  const lower = (text: string) => text.toLowerCase();
  const byName = indexed(
    channels.flatMap((c) => [c.channel, ...c.aliases].map((name) => ({ key: lower(name), c }))),
    ({ key }) => key,
  );
  const byChannel = grouped(rows, (row) => lower(reader.channelOf(row)));
  const byId = grouped(
    [...rows].sort((a, b) => useOf(b) - useOf(a)),
    idOf,
  );
  const byProvider = indexed(providers, (p) => lower(p.name));
  const bare = (guid: string) => lower(guid).replace(/[{}]/g, "");
  const byGuid = once(() =>
    indexed(
      providers.filter(({ guid }) => guid !== undefined),
      ({ guid }) => bare(guid ?? ""),
    ),
  );
  const canonical = (name: string) => lower(byName.get(lower(name))?.c.channel ?? name);
  const withId = (channel: string, id: number) => {
    const wanted = canonical(channel);
    return (byId.get(id) ?? []).filter((row) => lower(reader.channelOf(row)) === wanted).map(reader.eventOf);
  };
  return Object.freeze<WindowsEvents>({
    channels: () => channels,
    channel: (name) => byName.get(lower(name))?.c,
    event: (channel, id) => withId(channel, id)[0],
    eventsWithId: withId,
    eventsOf: (channel) => (byChannel.get(canonical(channel)) ?? []).map(reader.eventOf),
    idsOf: (channel) => [...new Set((byChannel.get(canonical(channel)) ?? []).map(idOf))].sort((a, b) => a - b),
    byId: (id) => (byId.get(id) ?? []).map(reader.eventOf),
    all: () => rows.map(reader.eventOf),
    isProvider: (name) => byProvider.has(lower(name)),
    provider: (name) => byProvider.get(lower(name)),
    providerOfGuid: (guid) => byGuid().get(bare(guid)),
    channelOfProvider: (name) => byProvider.get(lower(name))?.channels ?? [],
    field: (event, name) => {
      const wanted = lower(name);
      return event.fields.find((f) => lower(f.name) === wanted || lower(f.splunkName) === wanted);
    },
    search: (asked, limit = 50) => {
      const wanted = words(asked);
      const digits = /^\d+$/.test(asked.trim()) ? asked.trim() : undefined;
      return rows
        .map((row) => {
          const id = String(idOf(row));
          const score = digits
            ? id === digits
              ? 10
              : id.startsWith(digits)
                ? 5
                : 0
            : wordScore(wanted, reader.titleOf(row)) ||
              wordScore(wanted, `${reader.titleOf(row)} ${reader.channelOf(row)}`) / 2;
          return { row, score: score === 0 ? 0 : score + Math.log10(1 + useOf(row)) };
        })
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
        .map(({ row }) => reader.eventOf(row));
    },
  });
}

/** An index over given facts: the workspace overlay adds and replaces events this way. */
export function indexWindowsEvents(
  channels: readonly ChannelFact[],
  providers: readonly ProviderFact[],
  events: readonly EventFact[],
): WindowsEvents {
  return windowsEventsOf(
    channels,
    providers,
    events,
    (e) => e.id,
    (e) => e.use,
    {
      channelOf: (e) => e.channel,
      titleOf: (e) => e.title,
      eventOf: (e) => e,
    },
  );
}
