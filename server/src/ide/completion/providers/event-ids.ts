import type { EventFact } from "#catalog/event-ids.ts";
import { EVENT_ID_FIELDS } from "../../hover/windows-value.ts";
import { renderEvent } from "../../render/event.ts";
import type { CompletionItem } from "../../types.ts";
import type { CompletionContext } from "../context.ts";
import { likelihoods, rankByLikelihood } from "../likelihood.ts";
import type { Provider } from "../provider.ts";

const SHOWN = 400;
/** Uses of all event ids in the public rules that the catalog counts. */
const ALL_USES = 10_000;

/**
 * Event ids: of the admitted channels when they are known; found by number and by the words of the title. Those come first
 * that have the fields of which the search speaks.
 */
export const eventIds: Provider = (context) => {
  if (context.place !== "value" || context.field === undefined || !EVENT_ID_FIELDS.has(context.field)) return [];
  const { catalog } = context.cursor;
  const { channels, scan } = context;
  const events =
    channels.length > 0 ? channels.flatMap((channel) => [...catalog.windows.eventsOf(channel)]) : catalog.windows.all();
  const likely = likelihoods(context);
  const apt = aptEvents(context, events);
  const rated = asTyped(events, context.typed).map((event) => {
    const written = scan.listed.has(String(event.id)) ? 0.02 : 1;
    return { event, likelihood: written * apt(event) * likely(String(event.id), (event.use + 0.1) / ALL_USES) };
  });
  rated.sort((a, b) => b.likelihood - a.likelihood || a.event.id - b.event.id);
  const byId = new Map<number, CompletionItem>();
  const titles = new Map<number, string[]>();
  for (const { event, likelihood } of rated) {
    titles.set(event.id, [...(titles.get(event.id) ?? []), event.title]);
    if (!byId.has(event.id) && byId.size < SHOWN) byId.set(event.id, item(event, likelihood));
  }
  return [...byId].map(([id, one]) => ({
    ...one,
    // Words that are found in another order must not be dropped by an editor that wants them in this one.
    filter: `${id} ${(titles.get(id) ?? []).join(" ")} ${context.typed}`,
  }));
};

/** The events whose id begins as typed, or whose title has words that begin as all the typed ones do. */
function asTyped(events: readonly EventFact[], typed: string): readonly EventFact[] {
  const asked = typed
    .toLowerCase()
    .split(/[^\w]+/)
    .filter((word) => word !== "");
  if (asked.length === 0) return events;
  return events.filter(({ id, title }) => {
    if (asked.length === 1 && String(id).startsWith(asked[0] ?? "")) return true;
    const words = title.toLowerCase().split(/\W+/);
    return asked.every((word) => words.some((one) => one.startsWith(word)));
  });
}

function item(event: EventFact, likelihood: number): CompletionItem {
  return {
    label: String(event.id),
    kind: "event-id",
    detail: `${event.title} · ${event.channel}`,
    documentation: () => renderEvent(event),
    insert: String(event.id),
    rank: rankByLikelihood(likelihood),
  };
}

/** How well an event fits what the document says: its id is named, it has the fields of the search that events may have. */
function aptEvents(context: CompletionContext, events: readonly EventFact[]): (event: EventFact) => number {
  const { mentions, cursor, channels } = context;
  const { windows, fields } = cursor.catalog;
  // Without a channel every word would have to be looked for in every event known.
  const words =
    channels.length === 0 ? [] : [...mentions.before, ...mentions.after].filter((word) => /^[A-Z]/.test(word));
  const spoken = words
    .slice(0, 60)
    .filter((word) => fields.headerField(word) === undefined && events.some((event) => windows.field(event, word)));
  const subject = new Set([...mentions.elsewhere].map(stem));
  return (event) => {
    let factor = mentions.elsewhere.has(String(event.id)) ? 30 : 1;
    const title = titleStems(event);
    const said = title.filter((word) => subject.has(word)).length;
    factor *= 1 + (8 * said * said) / (title.length * title.length + 1);
    if (!event.fieldsKnown || spoken.length === 0) return factor;
    for (const word of spoken.slice(0, 12)) if (windows.field(event, word) === undefined) factor *= 0.1;
    return factor;
  };
}

const stems = new WeakMap<EventFact, readonly string[]>();

/** The words of an event's title that say something. */
function titleStems(event: EventFact): readonly string[] {
  let words = stems.get(event);
  if (words === undefined) {
    words = event.title
      .split(/\W+/)
      .filter((word) => word.length > 3)
      .map(stem);
    stems.set(event, words);
  }
  return words;
}

/** A word without the endings that change in sentences. */
function stem(word: string): string {
  return word.toLowerCase().replace(/(?:ion|ed|ing|s|es|e)$/, "");
}
