import type { ValueSpan } from "#events/event.ts";
import type { Value } from "#events/value.ts";
import type { WindowsProfile } from "#runtime/settings.ts";
import { parseEventTime } from "../readers/event-time.ts";
import { convertedValue, type LocatedFields } from "../readers/located-fields.ts";
import type { ReadInput } from "../readers/read-input.ts";
import { hasTextField, TEXT_FIELDS, textField } from "../readers/text-fields.ts";
import { canonicalChannel } from "./channels.ts";
import { ClassicView, type RenderedMessage } from "./classic-view.ts";
import { type Derivation, derive, derivedSpans } from "./derivation.ts";
import { CLASSIC_HEADER, HEADER_FIELDS, keywordsText } from "./header-fields.ts";
import { type NamedData, XmlView } from "./named-data.ts";
import { LINUX_SYSMON, profileAlternatives, profileField, textAlternatives } from "./profile.ts";
import { securityFields } from "./security-fields.ts";
import { linuxSysmonFields, sysmonFields } from "./sysmon-fields.ts";
import { systemFields } from "./system-fields.ts";
import type { SystemItem, WindowsRecord } from "./windows-record.ts";

const XML_PARTS = new Map([
  ["System_Props_Xml", "System"],
  ["EventData_Xml", "EventData"],
  ["UserData_Xml", "UserData"],
  ["RenderingInfo_Xml", "RenderingInfo"],
] as const);

/** Names that exporters use for what Splunk calls otherwise; their text is found under Splunk's names. */
const MADE = [
  ...["host", "source", "sourcetype", "index", "dest"],
  ...HEADER_FIELDS.keys(),
  ...XML_PARTS.keys(),
  ...CLASSIC_HEADER.keys(),
];

/**
 * The fields of a Windows event under Splunk's names (SPL reference 5.5): those of its header, its own data, and what the
 * add-ons make of them. Everything is found when it is asked for.
 */
export class WindowsFields implements LocatedFields {
  readonly #record: WindowsRecord;
  readonly #raw: () => string;
  readonly #input: ReadInput;
  #channel: string | null = null;
  #time: number | null | undefined = undefined;
  #made: ReadonlyMap<string, Derivation> | null = null;
  #xml: XmlView | null = null;
  #view: NamedData | null = null;
  /** Add-ons work on the event's own names, whatever the profile shows. */
  readonly #own = (name: string): Value =>
    name === "Message" ? this.#record.message() : (this.#xmlView().get(name) ?? this.get(name));

  constructor(record: WindowsRecord, raw: () => string, input: ReadInput) {
    this.#record = record;
    this.#raw = raw;
    this.#input = input;
  }

  /** Canonical channel name; empty when the event does not tell. */
  get channel(): string {
    this.#channel ??= canonicalChannel(this.#record.system("Channel") ?? "");
    return this.#channel;
  }

  /** The event id in decimal; empty when the event does not tell. */
  get id(): string {
    return this.#record.system("EventID") ?? "";
  }

  get time(): number | null {
    if (this.#time === undefined) {
      const written = this.#record.system("Time");
      this.#time = written === null ? null : parseEventTime(written, this.#input.timeZone);
    }
    return this.#time;
  }

  get(name: string): Value {
    const header = HEADER_FIELDS.get(name);
    if (header !== undefined) {
      const own = header.identity ? null : this.#named().get(name);
      if (own !== null) return own;
      const value = this.#header(header.item) ?? this.#named().get(name);
      return value === null && name === "host" ? (this.#input.defaults.host ?? null) : value;
    }
    switch (name) {
      case "source":
      case "sourcetype":
        return this.#said(name) ?? profileField(name, this.channel, this.#profile());
      case "index":
        return this.#named().get(name) ?? this.#input.defaults.index ?? null;
    }
    if (TEXT_FIELDS.has(name)) return textField(name, { time: this.time, raw: this.#raw });
    const own = this.#named().get(name);
    if (own !== null) return own;
    const made = this.#addOn().get(name);
    if (made !== undefined) return derive(made, this.#own);
    if (name === "dest") return this.#header("Computer");
    const part = XML_PARTS.get(name as "EventData_Xml");
    if (part !== undefined) return this.#record.part(part)?.text ?? null;
    const classic = this.#profile() === "classic" ? CLASSIC_HEADER.get(name) : undefined;
    return classic === undefined ? null : derive(classic, this.#own);
  }

  alternatives(name: string): readonly string[] {
    if (name !== "source" && name !== "sourcetype") return [];
    if (this.#said(name) !== null) return [];
    const profile = this.#input.windowsProfile;
    if (this.#record.textOnly !== true) return profileAlternatives(name, this.channel, profile);
    return profile === "union" ? textAlternatives(name, this.channel) : [];
  }

  names(): readonly string[] {
    const names = new Set<string>(["_time", "_raw", ...this.#named().names()]);
    for (const name of [...MADE, ...this.#addOn().keys(), ...TEXT_FIELDS]) names.add(name);
    const { time } = this;
    return [...names].filter((name) => (TEXT_FIELDS.has(name) ? hasTextField(name, time) : this.get(name) !== null));
  }

  spansOf(name: string): readonly ValueSpan[] {
    if (name === "_raw") return [{ span: { start: 0, end: this.#raw().length }, text: this.#raw() }];
    if (name === "_time") return listOf(this.#record.systemSpan("Time"));
    const header = HEADER_FIELDS.get(name);
    if (header !== undefined) {
      const own = header.identity ? [] : this.#named().spansOf(name);
      return own.length > 0 ? own : this.#headerSpans(header.item);
    }
    const own = this.#named().spansOf(name);
    if (own.length > 0 || this.#named().get(name) !== null) return own;
    const made = this.#addOn().get(name);
    if (made !== undefined) return derivedSpans(made, this.#own, (from) => this.#ownSpans(from));
    if (name === "dest") return this.#headerSpans("Computer");
    const part = XML_PARTS.get(name as "EventData_Xml");
    if (part !== undefined) return listOf(this.#record.part(part));
    const classic = this.#profile() === "classic" ? CLASSIC_HEADER.get(name) : undefined;
    if (name === "Message") return listOf(this.#record.messageSpan());
    return classic === undefined ? [] : derivedSpans(classic, this.#own, (from) => this.#ownSpans(from));
  }

  /** A message alone shows the text rendering's names, whatever is asked for but the older source. */
  #profile(): WindowsProfile {
    const asked = this.#input.windowsProfile;
    return this.#record.textOnly === true && asked !== "legacy" ? "classic" : asked;
  }

  /** What the event itself, an export of Splunk's, or the sample's description says of its source. */
  #said(name: "source" | "sourcetype"): string | null {
    const own = this.#record.data(name);
    if (typeof own === "string" && /^(?:Xml)?WinEventLog\b/i.test(own)) return own;
    return this.#input.defaults[name] ?? null;
  }

  #header(item: SystemItem): string | null {
    if (item === "Channel") return this.channel === "" ? null : this.channel;
    const value = this.#record.system(item);
    return item === "Keywords" && value !== null ? keywordsText(value) : value;
  }

  #headerSpans(item: SystemItem): readonly ValueSpan[] {
    const span = this.#record.systemSpan(item);
    if (span === null) return [];
    const text = this.#header(item) ?? span.text;
    return [item === "Channel" || item === "Keywords" ? convertedValue(span, text) : span];
  }

  #ownSpans(name: string): readonly ValueSpan[] {
    const spans = this.#xmlView().spansOf(name);
    return spans.length > 0 ? spans : this.spansOf(name);
  }

  #xmlView(): XmlView {
    this.#xml ??= new XmlView(this.#record, this.channel, this.id);
    return this.#xml;
  }

  #named(): NamedData {
    if (this.#view === null) {
      const xml = this.#xmlView();
      const classic = this.#record.textOnly === true || this.#input.windowsProfile === "classic";
      this.#view = classic ? new ClassicView(xml, this.channel, this.id, this.#rendered()) : xml;
    }
    return this.#view;
  }

  #rendered(): RenderedMessage | null {
    const text = this.#record.message();
    return text === null ? null : { text, place: () => this.#record.messageSpan() };
  }

  #addOn(): ReadonlyMap<string, Derivation> {
    this.#made ??= addOnFields(this.channel, this.id);
    return this.#made;
  }
}

/** The fields that the add-on for a channel makes. */
function addOnFields(channel: string, id: string): ReadonlyMap<string, Derivation> {
  if (channel === "Microsoft-Windows-Sysmon/Operational") return sysmonFields(id);
  if (channel === LINUX_SYSMON) return linuxSysmonFields(id);
  return channel === "Security" ? securityFields(id) : systemFields(channel, id);
}

function listOf(span: ValueSpan | null): readonly ValueSpan[] {
  return span === null ? [] : [span];
}
