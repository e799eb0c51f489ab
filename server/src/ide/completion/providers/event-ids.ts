import type { EventFact } from "#catalog/event-ids.ts";
import { EVENT_ID_FIELDS } from "../../hover/windows-value.ts";
import { renderEvent } from "../../render/event.ts";
import type { CompletionItem } from "../../types.ts";
import { eventsNamed } from "../events-named.ts";
import { likelihoods } from "../likelihood.ts";
import type { Provider } from "../provider.ts";
import { eventClues } from "./event-clues.ts";

const SHOWN = 400;
/** How much nearer to the first place ids come than fields and functions. */
const BEFORE_FIELDS = 10;
/** Uses of all event ids in the public rules that the catalog counts. */
const ALL_USES = 10_000;

/**
 * Event ids: of the admitted channels when they are known; found by number and by the words of the title. Those come first
 * that have the fields of which the search speaks.
 */
export const eventIds: Provider = (context) => {
  if (context.place !== "value" || context.field === undefined || !EVENT_ID_FIELDS.has(context.field)) return [];
  const { catalog } = context.cursor;
  const { channels } = context;
  const events =
    channels.length > 0 ? channels.flatMap((channel) => [...catalog.windows.eventsOf(channel)]) : catalog.windows.all();
  const likely = likelihoods(context);
  const clues = eventClues(context, events);
  // What is compared with an event's id in an expression is seldom a field or a call.
  const nearer = context.inEval ? BEFORE_FIELDS : 1;
  const rated = eventsNamed(events, context.typed).map((event) => ({
    event,
    rank: context.rate("event-id", clues(event, likely(String(event.id), (event.use + 0.1) / ALL_USES))) / nearer,
  }));
  rated.sort((a, b) => a.rank - b.rank || a.event.id - b.event.id);
  const byId = new Map<number, CompletionItem>();
  const titles = new Map<number, string[]>();
  for (const { event, rank } of rated) {
    titles.set(event.id, [...(titles.get(event.id) ?? []), event.title]);
    if (!byId.has(event.id) && byId.size < SHOWN) byId.set(event.id, item(event, rank));
  }
  return [...byId].map(([id, one]) => ({
    ...one,
    // Words that are found in another order must not be dropped by an editor that wants them in this one.
    filter: `${id} ${(titles.get(id) ?? []).join(" ")} ${context.typed}`,
  }));
};

function item(event: EventFact, rank: number): CompletionItem {
  return {
    label: String(event.id),
    kind: "event-id",
    detail: `${event.title} · ${event.channel.replace(/^Microsoft-Windows-/, "")}`,
    documentation: () => renderEvent(event),
    insert: String(event.id),
    rank: Math.round(rank),
  };
}
