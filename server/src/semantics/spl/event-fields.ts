import { LruMap } from "#base/memo.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { EventFact, EventField, FieldKind } from "#catalog/event-ids.ts";
import { type EventKind, type FieldInfo, type Presence, UNKNOWN_FIELD } from "#events/field-set.ts";
import { nameOrigins } from "./name-origins.ts";

/** What the catalog says of one field of one kind of event. */
export interface EventFieldFact {
  readonly presence: Presence;
  readonly content: FieldKind | undefined;
  readonly type: "any" | "string" | "number";
  /**
   * Where the name comes from: "alias" is documented for this event, "shared" a name of add-ons and data models that any
   * event may get, "elsewhere" a data item of other events; "unknown" when nothing is known of it.
   */
  readonly from: "event" | "header" | "default" | "alias" | "shared" | "text-rendering" | "elsewhere" | "unknown";
}

/** Fields that Splunk gives every event. */
const ALWAYS: ReadonlySet<string> = new Set([
  "_time",
  "_raw",
  "_indextime",
  "host",
  "source",
  "sourcetype",
  "index",
  "linecount",
  "splunk_server",
]);

/** Names of Windows events alone, each of which has one id: no event has several values of them, whatever its kind. */
const ONE_ID: ReadonlySet<string> = new Set(["EventCode", "EventID"]);

/** Whether every event has a field of the name, whatever its source. */
export function isAlwaysThere(name: string): boolean {
  return ALWAYS.has(name);
}

/** Names of which an event has at most one value. A row made of several events may have several. */
export const SINGLE_VALUED: readonly string[] = [...ALWAYS, ...ONE_ID];

const caches = new WeakMap<Catalog, Map<string, Map<string, EventFieldFact>>>();

/** What is known of a field of a kind of event; answers are remembered per catalog. */
export function eventField(catalog: Catalog, kind: EventKind, name: string): EventFieldFact {
  let cache = caches.get(catalog);
  if (cache === undefined) {
    cache = new Map();
    caches.set(catalog, cache);
  }
  let byName = cache.get(kind.key);
  if (byName === undefined) {
    byName = new Map();
    cache.set(kind.key, byName);
  }
  let fact = byName.get(name);
  if (fact === undefined) {
    fact = findField(catalog, kind, name);
    byName.set(name, fact);
  }
  return fact;
}

function findField(catalog: Catalog, kind: EventKind, name: string): EventFieldFact {
  if (ALWAYS.has(name))
    return { presence: "definite", content: contentOf(catalog, name), type: "any", from: "default" };
  if (nameOrigins(catalog).isMade(name)) return { presence: "maybe", content: undefined, type: "any", from: "shared" };
  const events = catalog.windows.eventsWithId(kind.channel, kind.id);
  const found = events.flatMap((event) => ownField(event, name) ?? []);
  if (found.length > 0) return presentField(events, found);
  const header = catalog.fields.headerField(name);
  if (header !== undefined && header.name === name) {
    // A header field of one rendering only may be missing in the other.
    const presence = header.presence === "always" && header.profiles.length > 1 ? "definite" : "maybe";
    return { presence, content: header.kind, type: "any", from: "header" };
  }
  return missingField(catalog, kind, events, name);
}

/** The field of that very name (Splunk's names are case-sensitive). */
export function ownField(event: EventFact, name: string): EventField | undefined {
  return event.fields.find((field) => field.splunkName === name || field.name === name);
}

function presentField(events: readonly EventFact[], found: readonly EventField[]): EventFieldFact {
  const everywhere = found.length === events.length && found.every((field) => field.presence === "always");
  const content = found[0]?.kind;
  return { presence: everywhere ? "definite" : "maybe", content, type: typeOf(content), from: "event" };
}

function typeOf(content: FieldKind | undefined): "any" | "string" | "number" {
  if (content === "port" || content === "number" || content === "decimal-id") return "number";
  return content === undefined || content === "enum" || content === "time" ? "any" : "string";
}

function contentOf(catalog: Catalog, name: string): FieldKind | undefined {
  const known = catalog.fields.describe(name);
  return known?.name === name ? known.kind : undefined;
}

/** A name that the event's own list does not have: made by an add-on, by the text rendering, or not there. */
function missingField(catalog: Catalog, kind: EventKind, events: readonly EventFact[], name: string): EventFieldFact {
  const alias = catalog.fields.aliases(kind.channel, kind.id).find((item) => item.name === name);
  const content = alias?.kind ?? contentOf(catalog, name);
  const maybe = (from: EventFieldFact["from"]): EventFieldFact => ({
    presence: "maybe",
    content,
    type: typeOf(content),
    from,
  });
  if (alias !== undefined || sourceFields(catalog, kind).has(name)) return maybe("alias");
  const classic = catalog.fields.classicFields(kind.channel, kind.id);
  if (classic?.includes(name) === true) return maybe("text-rendering");
  const origins = nameOrigins(catalog);
  if (origins.isShared(name)) return maybe("shared");
  if (!origins.isEventField(name)) {
    if (!origins.isClassic(name)) return maybe("unknown");
    if (classic === undefined) return maybe("text-rendering");
  }
  if (!isDescribed(events)) return maybe("unknown");
  return { presence: "absent", content, type: typeOf(content), from: "elsewhere" };
}

/** Whether the catalog lists every field of a kind of event: no hole, and no text from which anything may be extracted. */
export function isDescribed(events: readonly EventFact[]): boolean {
  return (
    events.length > 0 && events.every((event) => event.fieldsKnown && !event.unnamedData && event.dataKeys.length === 0)
  );
}

/** Whether the catalog lists every field of a kind of event. */
export function isDescribedKind(catalog: Catalog, kind: EventKind): boolean {
  return isDescribed(catalog.windows.eventsWithId(kind.channel, kind.id));
}

const sourceCaches = new WeakMap<Catalog, Map<string, ReadonlySet<string>>>();

/** Fields that were seen in Splunk for this kind of event, add-on fields included. */
function sourceFields(catalog: Catalog, kind: EventKind): ReadonlySet<string> {
  let cache = sourceCaches.get(catalog);
  if (cache === undefined) {
    cache = new Map();
    sourceCaches.set(catalog, cache);
  }
  let names = cache.get(kind.key);
  if (names === undefined) {
    names = new Set(
      catalog.sources
        .dataSourcesOf(`XmlWinEventLog:${kind.channel}`)
        .filter((source) => source.separatorValue === undefined || source.separatorValue === String(kind.id))
        .flatMap((source) => source.fields),
    );
    cache.set(kind.key, names);
  }
  return names;
}

/** Every name that events of a kind may have. */
export function eventFieldNames(catalog: Catalog, kind: EventKind): readonly string[] {
  const names = new Set<string>(ALWAYS);
  for (const field of catalog.fields.splunkHeader) names.add(field.name);
  for (const event of catalog.windows.eventsWithId(kind.channel, kind.id)) {
    for (const field of event.fields) names.add(field.splunkName);
  }
  for (const alias of catalog.fields.aliases(kind.channel, kind.id)) names.add(alias.name);
  for (const name of catalog.fields.classicFields(kind.channel, kind.id) ?? []) names.add(name);
  return [...names];
}

/** Names asked for when the kind of event is not known; a typed name makes many others on its way. */
const REMEMBERED = 2000;
const anyFields = new WeakMap<Catalog, LruMap<string, FieldInfo>>();

/** What is known of an event's field when its kind is not: the default fields, and what the name alone tells. */
export function anyEventField(catalog: Catalog, name: string): FieldInfo {
  let known = anyFields.get(catalog);
  if (known === undefined) {
    known = new LruMap(REMEMBERED);
    anyFields.set(catalog, known);
  }
  return known.getOrCompute(name, () => readAnyField(catalog, name));
}

function readAnyField(catalog: Catalog, name: string): FieldInfo {
  const content = contentOf(catalog, name);
  return {
    ...UNKNOWN_FIELD,
    presence: ALWAYS.has(name) ? "definite" : "maybe",
    multivalue: ALWAYS.has(name) || ONE_ID.has(name) ? "never" : "maybe",
    ...(content === undefined ? {} : { content }),
    provenance: { kind: ALWAYS.has(name) ? "default" : "event", from: [name] },
  };
}
