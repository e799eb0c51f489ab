import type { CatalogAssets } from "./catalog.ts";
import { buildWindowsEvents } from "./event-index.ts";
import { loadData } from "./load.ts";

/** How the values of a field are written; lets a comparison be judged without seeing an event. */
export type FieldKind =
  | "full-path"
  | "base-name"
  | "ip"
  | "port"
  | "hex-id"
  | "decimal-id"
  | "guid"
  | "sid"
  | "account"
  | "qualified-account"
  | "command-line"
  | "hash"
  | "time"
  | "text"
  | "number"
  | "enum";

/** One named data item of an event. */
export interface EventField {
  /** Name as in the event (EventData/Data@Name), before Splunk replaces foreign characters by `_`. */
  readonly name: string;
  /** Name as Splunk's XML rendering gives it: every character outside `A-Z a-z 0-9 _` is `_`. Equal to `name` for most. */
  readonly splunkName: string;
  /** Manifest input type (`UnicodeString`, `SID`, `Pointer`, …), or `?` when only the name is known. */
  readonly type: string;
  /** `sometimes`: only some versions of the event have it. */
  readonly presence: "always" | "sometimes";
  /** Template version (Windows) or schema version (Sysmon) that added it. */
  readonly since?: string;
  /** Last template version that had it. */
  readonly until?: string;
  readonly kind?: FieldKind;
  /** Name of the table of `Enums` that explains its values. */
  readonly enum?: string;
  readonly example?: string;
  /** One sentence: what the field holds. */
  readonly doc?: string;
}

/** One event of one channel and provider. */
export interface EventFact {
  readonly channel: string;
  readonly provider: string;
  readonly id: number;
  readonly title: string;
  /** Absent: written by hand. Otherwise where the title comes from. */
  readonly titleFrom?: "field-names" | "symbol" | "placeholder";
  /** Audit policy that must be on: pairs of category and subcategory. Empty when none is known. */
  readonly audit: readonly (readonly [category: string, subcategory: string])[];
  /** It is logged whether its audit policy is on or not. */
  readonly unconditional?: boolean;
  readonly level?: string;
  /** Path below UserData when the data is not in EventData. */
  readonly container?: string;
  /** Element of a Sysmon configuration that filters this event. */
  readonly ruleName?: string;
  readonly fields: readonly EventField[];
  /** False when the list of fields is a hole of the catalog: an analysis must then stay open. */
  readonly fieldsKnown: boolean;
  /** The event has Data elements without a name (field `Data`). */
  readonly unnamedData: boolean;
  /** Keys written inside the text of the unnamed Data (Windows PowerShell 400, 403, 600, 800). */
  readonly dataKeys: readonly string[];
  /** Number of public rules and searches that use the event; for ranking. */
  readonly use: number;
}

/** One event log. */
export interface ChannelFact {
  /** Canonical spelling. */
  readonly channel: string;
  readonly providers: readonly string[];
  /** Other spellings seen in rules. */
  readonly aliases: readonly string[];
  /** Splunk `source` values of this channel. */
  readonly splunkSources: readonly string[];
  /** Number of events known. */
  readonly events: number;
  readonly abbreviation?: string;
  readonly sigmaServices: readonly string[];
  readonly use: number;
}

/** One event provider. */
export interface ProviderFact {
  readonly name: string;
  readonly guid?: string;
  readonly channels: readonly string[];
}

/** Events of the Windows event logs. Names of channels, providers and fields are compared without case. */
export interface WindowsEvents {
  /** All channels, most used first. */
  channels(): readonly ChannelFact[];
  /** A channel by name or alias. */
  channel(name: string): ChannelFact | undefined;
  /** The event of that id; where several providers of the channel share the id, the one used most. */
  event(channel: string, id: number): EventFact | undefined;
  /** Every event of that id in the channel (one a provider), most used first. */
  eventsWithId(channel: string, id: number): readonly EventFact[];
  /** Events of a channel by id. */
  eventsOf(channel: string): readonly EventFact[];
  /** Ids of a channel, ascending, each once. */
  idsOf(channel: string): readonly number[];
  /** Events of any channel with that id, most used first. */
  byId(id: number): readonly EventFact[];
  /** All events, by channel and id. */
  all(): readonly EventFact[];
  /** Whether the name is that of a provider (a name may be both, as `Windows PowerShell` nearly is). */
  isProvider(name: string): boolean;
  provider(name: string): ProviderFact | undefined;
  /** The provider of a GUID, with or without braces. */
  providerOfGuid(guid: string): ProviderFact | undefined;
  /** Channels a provider logs to; empty for an unknown one. */
  channelOfProvider(name: string): readonly string[];
  /** A field of one event by its event name or its Splunk name. */
  field(event: EventFact, name: string): EventField | undefined;
  /** Events whose id starts with the digits, or whose title holds all the words; best first. */
  search(words: string, limit?: number): readonly EventFact[];
}

/** Indexes the events; facts of an event are made when it is first asked for. */
export function createWindowsEvents(assets: CatalogAssets): WindowsEvents {
  return buildWindowsEvents(loadData(assets, "windows-events"));
}
