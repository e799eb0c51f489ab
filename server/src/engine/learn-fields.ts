import type { Catalog } from "#catalog/catalog.ts";
import type { EventFact } from "#catalog/event-ids.ts";
import type { SampleEvent } from "#events/event.ts";
import { toList, toText } from "#events/value.ts";

/** What a sample shows that the catalog does not know, in the shape of an overlay. */
export interface LearnedOverlay {
  readonly events: readonly LearnedEvent[];
  readonly fields: readonly LearnedField[];
  readonly sourcetypes: readonly { readonly name: string; readonly sources: readonly string[] }[];
}

/** A kind of event that the catalog lacks, or lacks fields of. */
export interface LearnedEvent {
  readonly channel: string;
  readonly id: number;
  readonly provider?: string;
  readonly fields: readonly LearnedEventField[];
}

/** A field of an event. It is never called always present: a sample cannot prove that. */
export interface LearnedEventField extends LearnedField {
  readonly type: ValueType;
  readonly presence: "sometimes";
}

/** A field that the catalog lacks. */
export interface LearnedField {
  readonly name: string;
  readonly example?: string;
  readonly doc: string;
}

/** What all values seen of a field look like. */
export type ValueType = "whole number" | "number" | "true or false" | "UUID" | "address" | "time" | "text";

/** What was read and what was left out, for a message. */
export interface LearnedCounts {
  readonly events: number;
  /** Different names, kinds of events or sources beyond the bounds. */
  readonly leftOut: number;
}

const MOST_FIELDS = 2000;
const MOST_KINDS = 2000;
const MOST_SOURCES = 20;
const MOST_SOURCETYPES = 200;
const LONGEST_NAME = 200;
const LONGEST_EXAMPLE = 100;

/** Looks of a value, the strictest first; `text` fits all. */
const LOOKS: readonly (readonly [ValueType, RegExp])[] = [
  ["whole number", /^[+-]?\d{1,20}$/],
  ["number", /^[+-]?\d{1,20}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?$/],
  ["true or false", /^(?:true|false)$/i],
  ["UUID", /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i],
  ["address", /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.*:.*:)[0-9a-f:.]{2,45})$/i],
  ["time", /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/],
];

/** What is known of the values of one field. */
class Values {
  count = 0;
  example: string | undefined;
  #looks = LOOKS;

  add(texts: readonly string[]): void {
    this.count += 1;
    for (const text of texts) {
      if (text === "" || text === "-") continue;
      this.example ??= text.length <= LONGEST_EXAMPLE ? text : undefined;
      this.#looks = this.#looks.filter(([, pattern]) => text.length <= 200 && pattern.test(text));
    }
  }

  get type(): ValueType {
    return this.example === undefined ? "text" : (this.#looks[0]?.[0] ?? "text");
  }
}

interface Kind {
  readonly channel: string | undefined;
  readonly id: number;
  readonly provider: string | undefined;
  count: number;
  readonly fields: Map<string, Values>;
  /** Names that the catalog has for it. */
  readonly known: Set<string>;
}

/** Learns from events, one by one. Memory is bounded: names, kinds and sources beyond the bounds are counted, not kept. */
export class FieldLearner {
  readonly #catalog: Catalog;
  readonly #kinds = new Map<string, Kind>();
  readonly #sourcetypes = new Map<string, Set<string>>();
  #events = 0;
  #fields = 0;
  #leftOut = 0;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** Takes an event into account. */
  add({ fields }: SampleEvent): void {
    this.#events += 1;
    const text = (name: string): string => toText(fields.get(name)) ?? "";
    this.#addSource(text("sourcetype"), text("source"));
    const kind = this.#kind(text("Channel"), text("EventCode"), text("Name"));
    if (kind === undefined) return;
    kind.count += 1;
    for (const name of fields.names()) this.#addField(kind, name, toList(fields.get(name)));
  }

  get counts(): LearnedCounts {
    return { events: this.#events, leftOut: this.#leftOut };
  }

  /** What was learned so far, by channel, id and name. */
  overlay(): LearnedOverlay {
    const kinds = [...this.#kinds.values()];
    const events = kinds.flatMap((kind) => (kind.channel === undefined ? [] : [learnedEvent(kind, kind.channel)]));
    return {
      events: events
        .filter(({ channel, id, fields }) => fields.length > 0 || this.#known(channel, id).length === 0)
        .sort((a, b) => (a.channel === b.channel ? a.id - b.id : a.channel < b.channel ? -1 : 1)),
      fields: kinds
        .filter(({ channel }) => channel === undefined)
        .flatMap(({ fields, count }) => [...fields].map(([name, values]) => learnedField(name, values, count))),
      sourcetypes: [...this.#sourcetypes].sort().map(([name, sources]) => ({ name, sources: [...sources].sort() })),
    };
  }

  #addSource(sourcetype: string, source: string): void {
    if (sourcetype === "" || sourcetype.length > LONGEST_NAME || this.#catalog.sources.sourcetype(sourcetype)) return;
    const sources = entry(this.#sourcetypes, sourcetype, MOST_SOURCETYPES, () => new Set<string>());
    if (sources !== undefined && sources.size < MOST_SOURCES && source !== "" && source.length <= LONGEST_NAME)
      sources.add(source);
    else if (sources === undefined) this.#leftOut += 1;
  }

  /** The kind of an event; all that are no Windows events are one. */
  #kind(channel: string, code: string, name: string): Kind | undefined {
    const isWindows = channel !== "" && channel.length <= LONGEST_NAME && /^\d{1,9}$/.test(code);
    const key = isWindows ? `${channel.toLowerCase()}/${code}/${name.toLowerCase()}` : "";
    const kind = entry(this.#kinds, key, MOST_KINDS, () => ({
      channel: isWindows ? channel : undefined,
      id: Number(code) || 0,
      provider: isWindows ? this.#provider(channel, Number(code), name) : undefined,
      count: 0,
      fields: new Map<string, Values>(),
      known: new Set<string>(),
    }));
    if (kind === undefined) this.#leftOut += 1;
    return kind;
  }

  /** The provider, where the catalog needs it: for new events, and where several providers share the id. */
  #provider(channel: string, id: number, name: string): string | undefined {
    const known = this.#known(channel, id);
    const needed = known.length !== 1 && name !== "" && name.length <= LONGEST_NAME;
    return needed ? name : undefined;
  }

  #known(channel: string, id: number): readonly EventFact[] {
    return this.#catalog.windows.eventsWithId(channel, id);
  }

  #addField(kind: Kind, name: string, texts: readonly string[]): void {
    if (texts.length === 0) return;
    const seen = kind.fields.get(name);
    if (seen !== undefined) {
      seen.add(texts);
      return;
    }
    if (kind.known.has(name)) return;
    if (this.#isKnown(kind, name)) {
      kind.known.add(name);
      return;
    }
    if (this.#fields >= MOST_FIELDS || name.length > LONGEST_NAME) {
      this.#leftOut += 1;
      return;
    }
    this.#fields += 1;
    const values = new Values();
    kind.fields.set(name, values);
    values.add(texts);
  }

  /** Whether the catalog has the field for this kind of events. */
  #isKnown({ channel, id }: Kind, name: string): boolean {
    const { fields } = this.#catalog;
    if (name.startsWith("_") || name.trim() === "" || fields.isDefault(name)) return true;
    if (channel === undefined) return fields.describe(name) !== undefined;
    if (fields.headerField(name) !== undefined) return true;
    if (fields.aliases(channel, id).some((alias) => alias.name === name)) return true;
    if (fields.classicToXml(channel, id, name).length > 0) return true;
    return this.#known(channel, id).some((event) =>
      event.fields.some((field) => field.name === name || field.splunkName === name),
    );
  }
}

function learnedEvent(kind: Kind, channel: string): LearnedEvent {
  const fields = [...kind.fields].map(([name, values]) => ({
    ...learnedField(name, values, kind.count),
    type: values.type,
    presence: "sometimes" as const,
  }));
  const { id, provider } = kind;
  return { channel, id, ...(provider === undefined ? {} : { provider }), fields };
}

function learnedField(name: string, { example, type, count }: Values, of: number): LearnedField {
  const doc = `Seen in ${count} of ${of} events of a sample; ${type}.`;
  return { name, ...(example === undefined ? {} : { example }), doc };
}

/** The value of a key, made when it is missing; undefined when there are `most` keys already. */
function entry<K, V>(map: Map<K, V>, key: K, most: number, make: () => V): V | undefined {
  const found = map.get(key);
  if (found !== undefined || map.size >= most) return found;
  const made = make();
  map.set(key, made);
  return made;
}
