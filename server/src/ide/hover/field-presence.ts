import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { EventKind, FieldInfo, FieldSet, Presence } from "#events/field-set.ts";
import { eventField, ownField } from "#semantics/spl/event-fields.ts";
import { eventName } from "./field-meaning.ts";

/** A list with more lines is summed up instead. */
const MOST_ROWS = 8;
const MOST_NAMED = 12;

/** In which of the admitted event kinds a field is: always, depending on what, or never; nothing when knowledge ends. */
export function presenceLines(name: string, info: FieldInfo, before: FieldSet, catalog: Catalog): readonly string[] {
  if (before.kinds.open)
    return info.presence === "absent" ? ["It is not there at this stage: an earlier command removed it."] : [];
  const { kinds } = before.kinds;
  const rows = kinds.map((kind) => ({ kind, there: info.presenceByKind?.get(kind.key) ?? info.presence }));
  if (rows.length === 0) return [];
  if (rows.length > 1 && rows.every(({ there }) => there === "definite"))
    return [`Every one of the ${rows.length} admitted kinds of event has it.`];
  if (rows.length > MOST_ROWS) return [summed(rows, catalog)];
  const lines = rows.map(
    ({ kind, there }) =>
      `- ${eventName(kind, catalog)} (${escapeMarkdown(kind.channel)}): ${said(name, kind, there, catalog)}`,
  );
  return [["Which of the admitted events have it:", ...lines].join("\n")];
}

const PRESENCE: Record<Presence, string> = { definite: "always", maybe: "not always", absent: "never" };

function said(name: string, kind: EventKind, there: Presence, catalog: Catalog): string {
  if (there === "definite") return PRESENCE[there];
  const why = there === "maybe" ? dependsOn(name, kind, catalog) : instead(name, kind, catalog);
  return why === "" ? PRESENCE[there] : `${PRESENCE[there]}: ${why}`;
}

/** What the presence of a field in a kind of event depends on. */
function dependsOn(name: string, kind: EventKind, catalog: Catalog): string {
  switch (eventField(catalog, kind, name).from) {
    case "event":
      return versions(name, kind, catalog);
    case "alias": {
      const alias = catalog.fields.aliases(kind.channel, kind.id).find((one) => one.name === name);
      return `an add-on makes it${alias?.from === undefined ? "" : ` from ${inlineCode(alias.from)}`}`;
    }
    case "shared":
      return "where an add-on or a data model makes it";
    case "text-rendering":
      return "in the text rendering";
    case "header":
      return "in one of the renderings, or where the event has it";
    default:
      return "";
  }
}

function versions(name: string, { channel, id }: EventKind, catalog: Catalog): string {
  const event = catalog.windows.event(channel, id);
  const field = event && ownField(event, name);
  if (field?.since !== undefined) return `since version ${escapeMarkdown(field.since)}`;
  if (field?.until !== undefined) return `until version ${escapeMarkdown(field.until)}`;
  return "only some versions";
}

/** Names under which an event has what another rendering calls `name`. */
function instead(name: string, { channel, id }: EventKind, catalog: Catalog): string {
  const items = catalog.fields.classicToXml(channel, id, name);
  if (items.length > 0) return `there it is ${items.map(inlineCode).join(", ")}`;
  const label = catalog.fields.xmlToClassic(channel, id, name);
  return label === undefined ? "" : `there it is ${inlineCode(label)}`;
}

function summed(rows: readonly { readonly kind: EventKind; readonly there: Presence }[], catalog: Catalog): string {
  const groups = (["definite", "maybe", "absent"] as const).flatMap((presence) => {
    const found = rows.filter(({ there }) => there === presence);
    if (found.length === 0) return [];
    const names = found.slice(0, MOST_NAMED).map(({ kind }) => eventName(kind, catalog));
    const more = found.length > names.length ? [`${found.length - names.length} more`] : [];
    const list = found.length === rows.length ? "" : `: ${[...names, ...more].join(", ")}`;
    return [`- ${PRESENCE[presence]} in ${found.length} of ${rows.length} admitted kinds of event${list}`];
  });
  return groups.join("\n");
}
