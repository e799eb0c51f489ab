import { OVERLAY_DOCS, type OverlaySection } from "#catalog/overlay-schema.ts";
import { FIELD_KINDS } from "#catalog/schema.ts";
import type { KeyNode, Keys } from "./key-tree.ts";

const FLAG = ["true", "false"];

/** What the sentence of a key does not say of it. */
const MORE: Readonly<Record<string, Omit<KeyNode, "doc">>> = {
  "events.channel": { required: true, source: "channel" },
  "events.id": { required: true, source: "event-id" },
  "events.fields": { list: true, keys: () => FIELD },
  "events.complete": { values: FLAG },
  "events.replace": { values: FLAG },
  "fields.name": { required: true, source: "field" },
  "fields.kind": { values: FIELD_KINDS },
  "fields.enum": { source: "value-table" },
  "aliases.name": { required: true, source: "field" },
  "aliases.channel": { required: true, source: "channel" },
  "aliases.ids": { list: true, source: "event-id" },
  "aliases.from": { source: "field" },
  "aliases.kind": { values: FIELD_KINDS },
  "sourcetypes.name": { required: true, source: "sourcetype" },
  "sourcetypes.sources": { list: true, source: "source" },
  "sourcetypes.fields": { list: true, source: "field" },
  "macros.name": { required: true },
  "macros.definition": { required: true },
  "macros.arguments": { list: true },
  "macros.iseval": { values: FLAG },
  "lookups.name": { required: true },
  "lookups.type": { values: ["csv", "kvstore", "mlmodel", "other"] },
  "lookups.fields": { list: true, source: "field" },
  "lookups.matchType": { list: true },
  "lookups.caseSensitive": { values: FLAG },
  "indexes.name": { required: true, source: "index" },
  "indexes.sourcetypes": { list: true, source: "sourcetype" },
  "values.name": { required: true, source: "value-table" },
  "values.values": { required: true, keys: () => ({ "*": { doc: "Meaning of this value." } }) },
  "values.flags": { values: FLAG },
  "values.fields": { list: true, source: "field" },
};

const FIELD: Keys = {
  name: { doc: "Name of the field.", required: true, source: "field" },
  type: { doc: "Its type in the manifest of the provider, such as win:UnicodeString." },
  presence: {
    doc: "Whether every version of the event has it.",
    values: [
      ["always", "every current version writes it"],
      ["sometimes", "only some versions write it"],
    ],
  },
  kind: { doc: "How its values are written.", values: FIELD_KINDS },
  enum: { doc: "Table of its values.", source: "value-table" },
  example: { doc: "One value." },
  doc: { doc: "What it holds, in one sentence." },
};

/** The keys of an overlay file, `.rulehound/*.yaml`. */
export const overlayKeys: Keys = Object.fromEntries(
  Object.entries(OVERLAY_DOCS).map(([section, { doc, keys }]) => [
    section,
    { doc, list: true, keys: () => entryKeys(section as OverlaySection, keys) },
  ]),
);

function entryKeys(section: OverlaySection, docs: Readonly<Record<string, string>>): Keys {
  return Object.fromEntries(Object.entries(docs).map(([key, doc]) => [key, { doc, ...MORE[`${section}.${key}`] }]));
}
