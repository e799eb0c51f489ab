import { EVENT_ID_FIELDS } from "../../hover/windows-value.ts";
import type { CompletionItem } from "../../types.ts";
import type { CompletionContext } from "../context.ts";
import { type Provider, rankOf } from "../provider.ts";

/** Values for the field at hand: channels, sources and source types, enumerated values. */
export const values: Provider = (context) => {
  if (context.place !== "value" || context.field === undefined) return [];
  const { field } = context;
  if (EVENT_ID_FIELDS.has(field)) return [];
  if (field === "sourcetype") return sourcetypes(context);
  if (field === "source") return sources(context);
  if (field === "Channel" || field === "LogName") return channels(context);
  if (field === "index") return indexes(context);
  return enumerated(context, field);
};

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
