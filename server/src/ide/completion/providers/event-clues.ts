import type { EventFact } from "#catalog/event-ids.ts";
import type { CompletionContext } from "../context.ts";
import { countsOf, evidenceAt, lift } from "../evidence.ts";
import type { Clues } from "../rating.ts";

/** More of one kind of clue are not looked at. */
const MOST_FIELDS = 12;
const MOST_IDS = 20;
/** How alike the ids of a list are, at these distances. */
const NEAR: readonly (readonly [string, number])[] = [
  ["neighbour", 1],
  ["near", 5],
  ["same hundred", 50],
];

/** What speaks for an event's id at a place; `likely` is how likely it is written there, as public use tells. */
export function eventClues(
  context: CompletionContext,
  events: readonly EventFact[],
): (event: EventFact, likely: number) => Clues {
  const { mentions, cursor, scan, behind } = context;
  const { usage, windows } = cursor.catalog;
  const written = new Set([...scan.listed, ...behind.listed].filter((name) => /^\d+$/.test(name)).slice(0, MOST_IDS));
  const ids = [...written].map(Number);
  const titles = events.filter(({ id }) => written.has(String(id))).map(titleStems);
  const together = ids.flatMap((id) => usage.of(`&${id}`) ?? []);
  const spoken = spokenFields(context, events);
  const subject = new Set([...mentions.elsewhere].map(stem));
  const channelClues = channelCluesOf(context);
  const counted = countsOf(usage, evidenceAt(context));
  return (event, likely) => {
    const id = String(event.id);
    const title = titleStems(event);
    const said = title.filter((word) => subject.has(word)).length;
    const clues: Record<string, number> = {
      usual: Math.log(likely),
      listed: written.has(id) ? 1 : 0,
      said: mentions.events.has(id) ? 1 : 0,
      elsewhere: mentions.elsewhere.has(id) && id.length > 2 ? 1 : 0,
      title: (said * said) / (title.length * title.length + 1),
      words: Math.min(said, 4) / 4,
      ...channelClues(event.channel),
      together: mean(together.map((counts) => lift(counts, id, likely))),
      alike: Math.max(0, ...titles.map((other) => alike(title, other))),
    };
    for (const [evidence, counts] of counted) clues[evidence] = lift(counts, id, likely);
    for (const [clue, most] of NEAR)
      if (ids.some((other) => other !== event.id && Math.abs(other - event.id) <= most)) clues[clue] = 1;
    if (event.fieldsKnown && spoken.length > 0) {
      const has = spoken.filter((word) => windows.field(event, word) !== undefined).length;
      clues["lacks fields"] = spoken.length - has;
      clues["has fields"] = has / spoken.length;
    }
    return clues;
  };
}

/** The fields of which the search speaks that events may have. */
function spokenFields(
  { mentions, channels, cursor }: CompletionContext,
  events: readonly EventFact[],
): readonly string[] {
  const { windows, fields } = cursor.catalog;
  // Without a channel every word would have to be looked for in every event known.
  if (channels.length === 0) return [];
  return [...mentions.before, ...mentions.after]
    .filter((word) => /^[A-Z]/.test(word))
    .slice(0, 60)
    .filter((word) => fields.headerField(word) === undefined && events.some((event) => windows.field(event, word)))
    .slice(0, MOST_FIELDS);
}

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** Which share of the words of two titles is common to both. */
function alike(title: readonly string[], other: readonly string[]): number {
  const shared = title.filter((word) => other.includes(word)).length;
  return shared === 0 ? 0 : shared / (title.length + other.length - shared);
}

/** Whether the search, or the rest of the document, speaks of a channel. */
function channelCluesOf({ mentions }: CompletionContext): (channel: string) => Clues {
  const text = [...mentions.before, ...mentions.after].join(" ").toLowerCase();
  const known = new Map<string, Clues>();
  return (channel) => {
    let clues = known.get(channel);
    if (clues === undefined) {
      const words = channel.split(/[^A-Za-z]+/).filter((word) => word.length > 3 && !COMMON.has(word));
      clues = {
        channel: words.some((word) => text.includes(word.toLowerCase())) ? 1 : 0,
        "channel elsewhere": words.some((word) => mentions.elsewhere.has(word)) ? 1 : 0,
      };
      known.set(channel, clues);
    }
    return clues;
  };
}

/** Words of many channels' names. */
const COMMON = new Set(["Microsoft", "Windows", "Operational", "Server", "Client", "Admin", "Service", "Debug"]);

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
