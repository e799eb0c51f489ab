import { FIELD_KINDS } from "./schema.ts";
import { boolean, count, either, list, mapping, type Of, oneOf, record, type Shape, text } from "./shape.ts";

// The workspace overlay: files `.rulehound/*.yaml` that add facts of the site or correct built-in ones.

const kind = oneOf(...FIELD_KINDS);

const eventField = either(
  "a field's name or a mapping with name",
  text,
  record(
    { name: text },
    { type: text, presence: oneOf("always", "sometimes"), kind, enum: text, example: text, doc: text },
  ),
);

const event = record(
  { channel: text, id: count },
  { provider: text, title: text, level: text, fields: list(eventField), complete: boolean, replace: boolean },
);

const field = record({ name: text }, { doc: text, kind, enum: text, example: text });

const alias = record({ name: text, channel: text }, { ids: list(count), from: text, how: text, kind });

const sourcetype = record({ name: text }, { sources: list(text), fields: list(text) });

const macro = record({ name: text, definition: text }, { arguments: list(text), iseval: boolean, description: text });

const lookup = record(
  { name: text },
  {
    type: oneOf("csv", "kvstore", "mlmodel", "other"),
    fields: list(text),
    matchType: list(text),
    caseSensitive: boolean,
    description: text,
  },
);

const index = record({ name: text }, { description: text, sourcetypes: list(text) });

const values = record({ name: text, values: mapping(text) }, { doc: text, flags: boolean, fields: list(text) });

/** Shape of one entry of each section. */
export const OVERLAY_SECTIONS = {
  events: event,
  fields: field,
  aliases: alias,
  sourcetypes: sourcetype,
  macros: macro,
  lookups: lookup,
  indexes: index,
  values,
} as const satisfies Readonly<Record<string, Shape<unknown>>>;

export type OverlaySection = keyof typeof OVERLAY_SECTIONS;

/** The entries of all overlays that are well formed, by section. */
export type Overlay = { readonly [S in OverlaySection]: readonly Of<(typeof OVERLAY_SECTIONS)[S]>[] };

/** What the sections and their keys mean; for hover and completion in overlay files. */
export const OVERLAY_DOCS: {
  readonly [S in OverlaySection]: { readonly doc: string; readonly keys: Readonly<Record<string, string>> };
} = {
  events: {
    doc: "Windows events: new ones, or fields added to known ones.",
    keys: {
      channel: "Event log, as in the event's header.",
      id: "Id of the event.",
      provider: "Provider of the event; needed where several share an id.",
      title: "What happened, in a few words.",
      level: "Level in words.",
      fields: "Fields: names, or mappings with name, type, presence, kind, enum, example and doc.",
      complete: "Whether the list is the whole one. Without it a new event may have further fields.",
      replace: "Whether the list replaces the built-in one instead of adding to it.",
    },
  },
  fields: {
    doc: "Meaning of fields by name, whatever the event.",
    keys: {
      name: "Name of the field in Splunk.",
      doc: "What it holds, in one sentence.",
      kind: "How its values are written.",
      enum: "Table of its values.",
      example: "One value.",
    },
  },
  aliases: {
    doc: "Fields that an add-on of the site makes out of others.",
    keys: {
      name: "Name of the made field.",
      channel: "Event log it is made for.",
      ids: "Events it is made for; all of the log without it.",
      from: "Field of the event that it is a copy of.",
      how: "How it is calculated, in words.",
      kind: "How its values are written.",
    },
  },
  sourcetypes: {
    doc: "Source types of the site.",
    keys: { name: "Name of the source type.", sources: "Values of source that it comes with.", fields: "Its fields." },
  },
  macros: {
    doc: "Search macros of the site.",
    keys: {
      name: "Name, without the number of arguments.",
      definition: "Text that takes the place of the call; $name$ stands for an argument.",
      arguments: "Names of the arguments.",
      iseval: "Whether the definition is an eval expression that gives the text.",
      description: "What it is for.",
    },
  },
  lookups: {
    doc: "Lookup tables of the site.",
    keys: {
      name: "Name of the lookup.",
      type: "csv, kvstore, mlmodel or other.",
      fields: "Columns of the table.",
      matchType: "Match types as in transforms.conf, such as WILDCARD(domain).",
      caseSensitive: "Whether values must agree in case; true without it.",
      description: "What it holds.",
    },
  },
  indexes: {
    doc: "Indexes of the site.",
    keys: { name: "Name of the index.", description: "What it holds.", sourcetypes: "Source types it holds." },
  },
  values: {
    doc: "Tables of the values of fields.",
    keys: {
      name: "Name of the table.",
      values: "Value to meaning.",
      doc: "What the values are.",
      flags: "Whether values are bits that may be combined.",
      fields: "Fields whose values these are.",
    },
  },
};
