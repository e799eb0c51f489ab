import { EVENT_ID_FIELDS } from "../../hover/windows-value.ts";
import { renderEvent } from "../../render/event.ts";
import type { CompletionItem } from "../../types.ts";
import type { CompletionContext } from "../context.ts";
import { type Provider, rankOf } from "../provider.ts";

const SHOWN = 400;

/** Values for the field at hand: event ids by channel, channels, sources and source types, enumerated values. */
export const values: Provider = (context) => {
  if (context.place !== "value" || context.field === undefined) return [];
  const { field } = context;
  if (EVENT_ID_FIELDS.has(field)) return eventIds(context);
  if (field === "sourcetype") return sourcetypes(context);
  if (field === "source") return sources(context);
  if (field === "Channel" || field === "LogName") return channels(context);
  if (field === "index") return indexes(context);
  return enumerated(context, field);
};

/** Event ids: of the admitted channels when they are known; found by number and by the words of the title. */
function eventIds(context: CompletionContext): readonly CompletionItem[] {
  const { catalog } = context.cursor;
  const kinds = context.stage === undefined ? undefined : context.cursor.analytic.flow.after(context.stage).kinds;
  const wanted = admittedChannels(
    context,
    kinds !== undefined && !kinds.open ? kinds.kinds.map(({ channel }) => channel) : [],
  );
  const events =
    wanted.length > 0 ? wanted.flatMap((channel) => [...catalog.windows.eventsOf(channel)]) : catalog.windows.all();
  const ranked = [...events].sort((a, b) => b.use - a.use || a.id - b.id).slice(0, SHOWN);
  return ranked.map((event) => ({
    label: String(event.id),
    kind: "event-id",
    detail: `${event.title} · ${event.channel}`,
    documentation: () => renderEvent(event),
    insert: String(event.id),
    filter: `${event.id} ${event.title} ${event.channel}`,
    rank: rankOf(0, event.use),
  }));
}

/** Channels that the stage names, since a half-typed event id admits nothing yet. */
function admittedChannels(context: CompletionContext, known: readonly string[]): readonly string[] {
  if (known.length > 0) return [...new Set(known)];
  const { catalog } = context.cursor;
  const { analytic } = context.cursor;
  const text = analytic.expanded.text;
  const named = [...text.matchAll(/(?:Xml)?WinEventLog:([^"\s)]+(?:\s[A-Z]\w+)?)|Channel\s*=\s*"?([^"\s)]+)/g)];
  return [...new Set(named.flatMap((match) => catalog.windows.channel(match[1] ?? match[2] ?? "")?.channel ?? []))];
}

function quotedInsert(text: string, { quoted }: CompletionContext): string {
  return quoted || /^[\w.-]+$/.test(text) ? text : `"${text}"`;
}

function sourcetypes(context: CompletionContext): readonly CompletionItem[] {
  return context.cursor.catalog.sources.sourcetypes().map(({ sourcetype, sources: from, use }) => ({
    label: sourcetype,
    kind: "source",
    detail: from.slice(0, 2).join(", "),
    insert: quotedInsert(sourcetype, context),
    rank: rankOf(0, use),
  }));
}

function sources(context: CompletionContext): readonly CompletionItem[] {
  return context.cursor.catalog.sources.sources().map((source, index) => ({
    label: source,
    kind: "source",
    detail: "source",
    insert: quotedInsert(source, context),
    rank: rankOf(0, 10_000 - index),
  }));
}

function channels(context: CompletionContext): readonly CompletionItem[] {
  return context.cursor.catalog.windows.channels().map(({ channel, events, use }) => ({
    label: channel,
    kind: "source",
    detail: `${events} events`,
    insert: quotedInsert(channel, context),
    rank: rankOf(0, use),
  }));
}

function indexes(context: CompletionContext): readonly CompletionItem[] {
  return context.cursor.catalog.sources.indexes().map(({ name, description }) => ({
    label: name,
    kind: "source",
    detail: description ?? "index",
    insert: quotedInsert(name, context),
    rank: rankOf(0, 0),
  }));
}

function enumerated(context: CompletionContext, field: string): readonly CompletionItem[] {
  const table = context.cursor.catalog.enums.tableOf(field);
  const listed = (table?.values ?? []).map(([value, meaning], index) => ({ value, meaning, index }));
  return listed.map(({ value, meaning, index }) => ({
    label: value,
    kind: "value",
    detail: meaning,
    insert: quotedInsert(value, context),
    filter: `${value} ${meaning}`,
    rank: rankOf(0, 10_000 - index),
  }));
}
