import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { EventFact } from "#catalog/event-ids.ts";
import type { EventKinds } from "#events/field-set.ts";
import { renderEvent } from "../render/event.ts";

/** Fields whose value is the id of a Windows event. */
export const EVENT_ID_FIELDS: ReadonlySet<string> = new Set([
  "EventCode",
  "EventID",
  "signature_id",
  "event_id",
  "winlog.event_id",
]);

/**
 * The events that an id means: those of the admitted kinds; without knowledge of the channel, those of every channel, most
 * used first.
 */
export function eventsMeant(id: number, kinds: EventKinds | null, catalog: Catalog): readonly EventFact[] {
  const all = catalog.windows.byId(id);
  if (kinds === null || kinds.open) return all;
  const channels = new Set(kinds.kinds.map((kind) => kind.channel));
  const admitted = all.filter((event) => channels.has(event.channel));
  return admitted.length > 0 ? admitted : all;
}

const SHOWN = 3;

/** An event id for a hover: in full when it is clear which is meant, else the likeliest ones, shortly. */
export function renderEventId(id: number, kinds: EventKinds | null, catalog: Catalog): string | undefined {
  const events = eventsMeant(id, kinds, catalog);
  const first = events[0];
  if (first === undefined) return undefined;
  const known = kinds !== null && !kinds.open;
  const elsewhere = known && !kinds.kinds.some((kind) => kind.channel === first.channel && kind.id === id);
  const note = elsewhere ? "\n\n⚠ None of the channels that the search admits logs this event." : "";
  if (events.length === 1) return renderEvent(first) + note;
  const others = events
    .slice(1, SHOWN + 1)
    .map((event) => `- ${escapeMarkdown(event.title)}: ${inlineCode(event.channel)}`);
  const more = events.length > SHOWN + 1 ? [`- and ${events.length - SHOWN - 1} more channels`] : [];
  return `${renderEvent(first)}${note}\n\nThe same id elsewhere:\n\n${[...others, ...more].join("\n")}`;
}

/** What a value of a field means: logon types, status codes, access masks, well-known SIDs; `events` are the ids admitted. */
export function renderFieldValue(
  field: string,
  value: string,
  catalog: Catalog,
  events: readonly number[],
): string | undefined {
  const sid = /^S-1-[\d-]+$/i.test(value) ? catalog.enums.sid(value) : undefined;
  if (sid !== undefined) return `${inlineCode(value)} **${escapeMarkdown(sid)}**`;
  const found = catalog.enums.valueOf(field, value, events);
  if (found === undefined) return undefined;
  const { meaning, table } = found;
  return `${inlineCode(`${field}=${value}`)} **${escapeMarkdown(meaning)}**${table.doc === undefined ? "" : `\n\n${table.doc}`}`;
}
