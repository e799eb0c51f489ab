import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { EventKind, FieldInfo, FieldSet, Presence } from "#events/field-set.ts";
import { eventField, ownField } from "#semantics/spl/event-fields.ts";
import { versionsOf } from "../render/event.ts";
import { eventName } from "./field-meaning.ts";

/** A list with more lines is summed up instead. */
const MOST_ROWS = 8;
const MOST_NAMED = 12;

/** Whether every row has a field at a point of a pipeline, and in which of the admitted kinds of event it is; nothing when knowledge ends. */
export function presenceLines(name: string, info: FieldInfo, before: FieldSet, catalog: Catalog): readonly string[] {
  const isOfEvents = OF_EVENTS.has(info.provenance.kind);
  if (info.presenceByKind === undefined && info.presence === "absent")
    return ["It is not there at this stage: no command before it keeps or makes it."];
  if (!isOfEvents && info.presenceByKind === undefined)
    return info.presence === "maybe" ? ["Not every row need have it."] : [];
  if (before.kinds.open) return [];
  const rows = before.kinds.kinds.map((kind) => ({ kind, there: presenceIn(kind, name, info, catalog) }));
  if (rows.length === 0) return [];
  const some = rows.some(({ there }) => there !== "definite") && rows.some(({ there }) => there !== "absent");
  const asked = info.presence === "definite" && some;
  return [...listed(name, rows, catalog), ...(asked ? ["Every row has it here: the search asks for it."] : [])];
}

/** Where a field comes from when it is the event's own. */
export const OF_EVENTS: ReadonlySet<string> = new Set(["event", "default", "unknown"]);

/** Of a field of the events, what the catalog says: that a search asks for a field does not make an event have it. */
function presenceIn(kind: EventKind, name: string, info: FieldInfo, catalog: Catalog): Presence {
  const { kind: from } = info.provenance;
  if (from === "event" || from === "default") return eventField(catalog, kind, name).presence;
  return info.presenceByKind?.get(kind.key) ?? info.presence;
}

interface KindRow {
  readonly kind: EventKind;
  readonly there: Presence;
}

function listed(name: string, rows: readonly KindRow[], catalog: Catalog): readonly string[] {
  if (rows.length > 1 && rows.every(({ there }) => there === "definite"))
    return [`Every one of the ${rows.length} admitted kinds of event has it${where(name, rows, catalog)}.`];
  if (rows.length > MOST_ROWS) return [summed(rows, catalog)];
  const lines = rows.map(
    ({ kind, there }) =>
      `- ${eventName(kind, catalog)} (${escapeMarkdown(kind.channel)}): ${said(name, kind, there, catalog)}`,
  );
  return [["Which of the admitted events have it:", ...lines].join("\n")];
}

/** Where an add-on or one rendering alone gives a field that is there in every version of an event. */
function where(name: string, rows: readonly KindRow[], catalog: Catalog): string {
  const facts = rows.map(({ kind }) => eventField(catalog, kind, name).from);
  if (facts.every((from) => from === "header") && catalog.fields.headerField(name)?.addOn === true)
    return ", where an add-on makes it";
  const isNamedOtherwise = ({ kind: { channel, id } }: KindRow): boolean =>
    (catalog.fields.xmlToClassic(channel, id, name) ?? name) !== name;
  return rows.some(isNamedOtherwise) ? " in the XML rendering" : "";
}

const PRESENCE: Record<Presence, string> = { definite: "always", maybe: "not always", absent: "never" };

function said(name: string, kind: EventKind, there: Presence, catalog: Catalog): string {
  if (there === "definite") return `${PRESENCE[there]}${where(name, [{ kind, there }], catalog)}`;
  const why = there === "maybe" ? dependsOn(name, kind, catalog) : instead(name, kind, catalog);
  return why === "" ? PRESENCE[there] : `${PRESENCE[there]}: ${why}`;
}

/** What the presence of a field in a kind of event depends on. */
function dependsOn(name: string, kind: EventKind, catalog: Catalog): string {
  switch (eventField(catalog, kind, name).from) {
    case "event":
      return versions(name, kind, catalog);
    case "alias": {
      if (catalog.fields.classicToXml(kind.channel, kind.id, name).length > 0) return "in the text rendering";
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
  return versionsOf(field ?? {});
}

/** Names under which an event has what another rendering calls `name`. */
function instead(name: string, { channel, id }: EventKind, catalog: Catalog): string {
  const items = catalog.fields.classicToXml(channel, id, name);
  if (items.length > 0) return `there it is ${items.map(inlineCode).join(", ")}`;
  const label = catalog.fields.xmlToClassic(channel, id, name);
  return label === undefined ? "" : `there it is ${inlineCode(label)}`;
}

function summed(rows: readonly KindRow[], catalog: Catalog): string {
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
