import type { EnumTable } from "#catalog/enums.ts";
import { admittedIds } from "../../admitted-ids.ts";
import { MASK_FIELDS, maskTables } from "../../hover/access-mask.ts";
import { objectsOf } from "../../hover/value.ts";
import { EVENT_ID_FIELDS } from "../../hover/windows-value.ts";
import type { CompletionItem } from "../../types.ts";
import type { CompletionContext } from "../context.ts";
import { rankByLikelihood } from "../likelihood.ts";
import { type Provider, rankOf } from "../provider.ts";
import { indexesAt } from "./indexes.ts";
import { modelValues } from "./model-values.ts";
import { isForeign, selectedSources } from "./selected-sourcetypes.ts";

/** Values for the field at hand: channels, sources and source types, enumerated values. */
export const values: Provider = (context) => {
  if (context.place !== "value" || context.field === undefined) return [];
  const { field } = context;
  if (EVENT_ID_FIELDS.has(field)) return [];
  if (field === "sourcetype") return sourcetypes(context);
  if (field === "source") return sources(context);
  if (field === "Channel" || field === "LogName") return channels(context);
  if (field === "index") return indexes(context);
  if (field === "eventtype") return named(context, eventTypes(context));
  if (field === "tag" || field.startsWith("tag::")) return named(context, tags(context, field.slice("tag::".length)));
  return enumerated(context, field);
};

/** In an eval expression a bare word is a field, and only a decimal number is a value. */
function quotedInsert(text: string, { quoted, inEval }: CompletionContext): string {
  return quoted || (inEval ? /^\d+$/ : /^[\w.-]+$/).test(text) ? text : `"${text}"`;
}

function sourcetypes(context: CompletionContext): readonly CompletionItem[] {
  const { sources: known } = context.cursor.catalog;
  const item = (sourcetype: string, detail: string, rank: number): CompletionItem => ({
    label: sourcetype,
    kind: "source",
    detail,
    insert: quotedInsert(sourcetype, context),
    rank,
  });
  return [
    ...known
      .sourcetypes()
      .map(({ sourcetype, sources: from, use }) => item(sourcetype, from.slice(0, 2).join(", "), rankOf(0, use))),
    ...known.documentedSourcetypes().map((name) => item(name, "fields known", rankOf(1, 0))),
  ];
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
  return indexesAt(context).map(({ name, detail, rank }) => ({
    label: name,
    kind: "source",
    detail,
    insert: quotedInsert(name, context),
    rank,
  }));
}

function named(context: CompletionContext, names: ReadonlyMap<string, string>): readonly CompletionItem[] {
  return [...names].map(([name, detail]) => ({
    label: name,
    kind: "value",
    detail,
    insert: quotedInsert(name, context),
    rank: rankOf(0, 0),
  }));
}

/** Event types of the workspace with their searches. */
function eventTypes({ cursor }: CompletionContext): ReadonlyMap<string, string> {
  return new Map(cursor.analytic.environment.names.eventTypes.map(({ name, search }) => [name, search]));
}

/** Tags of the workspace, of one field or of every one, with what has them. */
function tags({ cursor }: CompletionContext, field: string): ReadonlyMap<string, string> {
  const own = cursor.analytic.environment.names.tags.filter((tag) => field === "" || tag.field === field);
  return new Map(own.map((tag) => [tag.tag, `${tag.field}=${tag.value}`]));
}

function enumerated(context: CompletionContext, field: string): readonly CompletionItem[] {
  const { enums } = context.cursor.catalog;
  const { stage, analytic } = context.cursor;
  const ids = admittedIds(analytic, stage === undefined ? undefined : analytic.flow.after(stage));
  // Fields of a data model stand behind the name of their dataset.
  const types = selectedSources(analytic.expanded.text).types;
  const own = isForeign(types) ? [] : MASK_FIELDS.has(field) ? masks(context, field) : enums.tablesOf(field, ids);
  const tables =
    own.length > 0 || isForeign(types) ? own : enums.tablesOf(field.slice(field.lastIndexOf(".") + 1), ids);
  const meant = [
    ...kindsOfEvent(context, field),
    ...tables.flatMap(({ values: of }) => of),
    ...modelValues(context, field),
  ];
  const first = new Map(meant.toReversed().map((one) => [one[0], one]));
  const listed = [...new Set(meant.map(([value]) => value))].map((value, index) => ({
    value,
    meaning: first.get(value)?.[1] ?? "",
    index,
  }));
  return listed.map(({ value, meaning, index }) => ({
    label: value,
    kind: "value",
    detail: meaning,
    insert: quotedInsert(value, context),
    filter: `${value} ${meaning}`,
    rank: context.inEval ? rankByLikelihood(0.3 / (index + 1)) : rankOf(0, 10_000 - index),
  }));
}

/** The rights of the objects that the search asks about; of all kinds of objects where it leaves them open. */
function masks({ cursor }: CompletionContext, field: string): readonly EnumTable[] {
  const { stage, analytic, catalog } = cursor;
  const known = stage === undefined ? undefined : analytic.flow.after(stage);
  return maskTables(field, objectsOf(field, known, cursor)).flatMap((name) => catalog.enums.table(name) ?? []);
}

/**
 * Values that tell the events of a log apart by this field, such as the operations of a cloud's audit log: of the logs that
 * the search names if it names one that has the field, most used first.
 */
function kindsOfEvent({ cursor }: CompletionContext, field: string): readonly (readonly [string, string])[] {
  const text = cursor.analytic.expanded.text.toLowerCase();
  const having = cursor.catalog.sources.dataSources().filter(({ separator }) => separator === field);
  const here = having.filter((one) => [one.source, one.sourcetype].some((name) => text.includes(name.toLowerCase())));
  const used = [...(here.length > 0 ? here : having)].sort((a, b) => b.use - a.use);
  const values = used.flatMap(({ separatorValue, sourcetype }) =>
    separatorValue === undefined ? [] : [[separatorValue, `event of ${sourcetype}`] as const],
  );
  return [...new Map(values)];
}
