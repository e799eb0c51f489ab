import type { CatalogAssets } from "./catalog.ts";
import type { FieldKind } from "./event-ids.ts";
import { buildFields } from "./field-index.ts";
import { loadData } from "./load.ts";

/** A field that every Windows event has in Splunk, whatever its id. */
export interface HeaderField {
  readonly name: string;
  /** Renderings that make it. */
  readonly profiles: readonly ("xml" | "classic")[];
  /** Where it comes from: path in the event, or a rule. */
  readonly from: string;
  readonly doc: string;
  readonly kind?: FieldKind;
  readonly enum?: string;
  /** Made by the Windows add-on (CIM), not by the rendering. */
  readonly addOn: boolean;
  /** `always` or only where the event has such a header (UserID). */
  readonly presence: "always" | "sometimes";
}

/** A field that every event of any source has. */
export interface DefaultField {
  readonly name: string;
  readonly doc: string;
}

/** A field made by an add-on out of an event's field. */
export interface FieldAlias {
  readonly name: string;
  /** The event's field; absent for calculated ones. */
  readonly from?: string;
  /** How it is calculated, in words. */
  readonly how?: string;
  readonly addOn: true;
  /** Data set for which the alias is made (`Endpoint.Processes`). */
  readonly dataset?: string;
  /** Kind of the values, when it differs from that of `from` or is known. */
  readonly kind?: FieldKind;
}

/** What is known of a field by its name alone. */
export interface FieldDoc {
  readonly name: string;
  readonly doc?: string;
  readonly kind?: FieldKind;
  readonly enum?: string;
  readonly example?: string;
  /** Uses in public rules and searches; 0 when not counted. */
  readonly use: number;
  /** Where the name occurs, as far as this subject knows; ask `WindowsEvents` and `DataModels` for more. */
  readonly origins: readonly ("default" | "header" | "event" | "classic" | "alias" | "props")[];
}

/** Names of fields in Splunk. Lookups compare without case only where said; Splunk's field names are case-sensitive. */
export interface Fields {
  /** Fields that every Windows event gets (SPL reference section 5.5, "Mapping"). */
  readonly splunkHeader: readonly HeaderField[];
  /** Splunk's default and internal fields of any event (section 5.2), with their meaning. */
  readonly defaults: readonly DefaultField[];
  headerField(name: string): HeaderField | undefined;
  isDefault(name: string): boolean;
  /** Fields that add-ons make for the event, aliases and calculated ones; empty when none are documented. */
  aliases(channel: string, id: number): readonly FieldAlias[];
  /** Name of an event's field in the text rendering. */
  xmlToClassic(channel: string, id: number, name: string): string | undefined;
  /** Event fields behind a name of the text rendering (`Account_Name` of 4624: subject and target). */
  classicToXml(channel: string, id: number, name: string): readonly string[];
  /** Field names of an event's text rendering without the header; undefined when not known. */
  classicFields(channel: string, id: number): readonly string[] | undefined;
  describe(name: string): FieldDoc | undefined;
  /** Every field name known, most used first. */
  names(): readonly string[];
}

/** Indexes the names of fields. */
export function createFields(assets: CatalogAssets): Fields {
  return buildFields(loadData(assets, "fields"));
}
