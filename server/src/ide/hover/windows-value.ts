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

/** What is known of the logs that an id is about, when the kinds of event that are admitted are not. */
export interface LogsMeant {
  /** Whether events of a channel can be meant. */
  admits(channel: string): boolean;
  /** The text of the rule: it may name the provider. */
  readonly text: string;
}

const NOTHING_SAID: LogsMeant = { admits: () => true, text: "" };

/**
 * An event id for a hover: in full the event that is meant, or the likeliest; shortly the others of the id. Those of the admitted
 * kinds are meant; without such knowledge those of the channels that can be, first the ones whose provider the rule names.
 */
export function renderEventId(
  id: number,
  kinds: EventKinds | null,
  catalog: Catalog,
  logs: LogsMeant = NOTHING_SAID,
): string | undefined {
  const all = likeliestFirst(catalog.windows.byId(id), logs.text);
  if (all.length === 0) return undefined;
  if (kinds === null || kinds.open) {
    const possible = all.filter(({ channel }) => logs.admits(channel));
    if (possible.length > 0)
      return renderMeant(possible, "Nothing here says which event is meant. Others with this id:");
    return `**${id}**\n\nThe catalog knows no event with this id in the logs that the search asks for. Elsewhere:\n\n${listed(all)}`;
  }
  const channels = new Set(kinds.kinds.map(({ channel }) => channel));
  const admitted = all.filter(({ channel }) => channels.has(channel));
  const isLogged = kinds.kinds.some(
    (kind) => kind.id === id && admitted.some(({ channel }) => channel === kind.channel),
  );
  const note = isLogged ? "" : "\n\n⚠ None of the channels that the search admits logs this event.";
  return renderMeant(admitted.length > 0 ? admitted : all, "Others with this id:", note);
}

/** Most used first; before them those whose provider is named, after them those of which nothing but the id is known. */
function likeliestFirst(events: readonly EventFact[], text: string): readonly EventFact[] {
  const rank = ({ provider, titleFrom }: EventFact): number =>
    provider !== "" && text.includes(`"${provider}"`) ? 0 : titleFrom === "placeholder" ? 2 : 1;
  return [...events].sort((a, b) => rank(a) - rank(b));
}

function renderMeant([first, ...others]: readonly EventFact[], lead: string, note = ""): string | undefined {
  if (first === undefined) return undefined;
  return renderEvent(first) + note + (others.length === 0 ? "" : `\n\n${lead}\n\n${listed(others)}`);
}

const SHOWN = 3;

function listed(events: readonly EventFact[]): string {
  const lines = events
    .slice(0, SHOWN)
    .map(
      ({ title, channel, provider }) =>
        `- ${escapeMarkdown(title)}: ${inlineCode(channel)}, provider ${inlineCode(provider)}`,
    );
  const more = events.length > SHOWN ? [`- and ${events.length - SHOWN} more`] : [];
  return [...lines, ...more].join("\n");
}

/** What a value of a field means: logon types, status codes, access masks, well-known SIDs; `events` are the ids admitted. */
export function renderFieldValue(
  field: string,
  value: string,
  catalog: Catalog,
  events: readonly number[],
): string | undefined {
  const sid = /^S-1-[\d*-]+$/i.test(value) ? catalog.enums.sid(value) : ridOf(field, value, catalog);
  if (sid !== undefined) return `${inlineCode(value)} **${escapeMarkdown(sid)}**`;
  const found = catalog.enums.valueOf(field, value, events);
  if (found === undefined) return undefined;
  const { meaning, table } = found;
  return `${inlineCode(`${field}=${value}`)} **${escapeMarkdown(meaning)}**${table.doc === undefined ? "" : `\n\n${table.doc}`}`;
}

/** The last part of a domain's SIDs, where a field of SIDs is compared with nothing but it (`*-512`). */
function ridOf(field: string, value: string, { enums }: Catalog): string | undefined {
  const [, rid] = /^[*%]?-(\d{3})$/.exec(value) ?? [];
  const isSid = enums.tablesOf(field).some(({ name }) => name === "WellKnownSid");
  return rid !== undefined && isSid ? enums.sid(`S-1-5-21-*-${rid}`) : undefined;
}
