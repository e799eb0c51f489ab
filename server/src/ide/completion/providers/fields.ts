import type { FieldInfo, FieldSet } from "#events/field-set.ts";
import { renderField } from "../../hover/field.ts";
import type { CompletionItem } from "../../types.ts";
import type { CompletionContext } from "../context.ts";
import { likelihoods } from "../likelihood.ts";
import type { Place } from "../place.ts";
import type { Provider } from "../provider.ts";
import { fieldClues } from "./field-clues.ts";
import { columnsAt } from "./lookup-columns.ts";
import { namedFields, sifted, usualNames } from "./named-fields.ts";
import { type SourceFields, sourceFields } from "./source-fields.ts";
import { misfitAt } from "./wanted-kind.ts";

const PLACES: ReadonlySet<Place> = new Set(["search", "eval", "field", "argument"]);
/** How many names are offered that no event of the search is known to have. */
export const OTHERS = 450;

/** How far fields of other sources come behind those that the search's own source has. */
const STRANGE = 15_000;

/** Behind everything that can be there. */
const DEAD = 300_000;

/**
 * Fields alive at the stage: those that the pipeline made, those of the admitted events, those that the search speaks of, and
 * where other fields may exist, those of its data sources and the names that authors use most. Names that the search uses
 * and that cannot be there come last, and say so.
 */
export const fields: Provider = (context) => {
  const { place, fields: before, cursor, quoted, inEval } = context;
  if (place === "argument" && isGenerating(context)) return [];
  if (context.stage?.command === "tstats" || columnsAt(context) !== undefined) return [];
  if ((!PLACES.has(place) && !inEval) || before === undefined || (quoted && place !== "field")) return [];
  const { flow } = cursor.analytic;
  const judged = knownHere(context, before);
  const known = flow.matching(judged, "*");
  const items = new Map<string, CompletionItem>();
  const sources = sourceFields(context);
  const itemOf = itemsAt(context, judged, sources);
  const named = [...namedFields(cursor.analytic.expanded.tree)].filter(
    (name) => !isOnlyTyped(name, context) && !isOwnAlias(name, context, sources),
  );
  const add = (name: string): void => {
    const item = items.has(name) ? undefined : itemOf(name);
    if (item !== undefined) items.set(name, item);
  };
  for (const name of sifted(known.names, context)) add(name);
  if (judged.events !== null) for (const { name } of cursor.catalog.fields.defaults) add(name);
  add("_time");
  for (const name of named) add(name);
  const isOpen = !known.complete && (judged.open || judged.kinds.open || items.size === 0);
  if (isOpen) for (const name of context.mentions.required) add(name);
  if (isOpen) for (const item of likeliest(context, sources, itemOf)) items.set(item.label, item);
  return [
    ...items.values(),
    ...deadAmong(
      named.filter((name) => !items.has(name)),
      judged,
    ),
  ];
};

/** A command that makes its own rows takes none whose fields it could name. */
function isGenerating({ stage, cursor }: CompletionContext): boolean {
  return cursor.analytic.environment.dialect.command(stage?.command ?? "")?.type === "generating";
}

/** The word at the cursor is read as a field too; it is none that could be meant unless the search has it elsewhere. */
function isOnlyTyped(name: string, { typed, follows, mentions }: CompletionContext): boolean {
  const word = typed + (/^[\w.{}@-]*/.exec(follows)?.[0] ?? "");
  return name === word && !mentions.before.has(name) && !mentions.after.has(name);
}

/** The name that AS gives to what stands here: no field of the rows yet, unless the search has it before or it is one of events. */
function isOwnAlias(name: string, { behind, mentions, cursor }: CompletionContext, sources: SourceFields): boolean {
  const isOfEvents = cursor.catalog.fields.describe(name) !== undefined || sources.share(name) > 0;
  return name === behind.alias && !mentions.before.has(name) && !isOfEvents;
}

type ItemOf = (name: string) => CompletionItem | undefined;

/** Of the names that some source has, those of the search's own sources and the likeliest here. */
function likeliest(context: CompletionContext, sources: SourceFields, itemOf: ItemOf): readonly CompletionItem[] {
  const isOwn = ({ label }: CompletionItem): number => (sources.share(label) > 0 ? 0 : 1);
  // The words of the search's own commands are no names of fields.
  const { stages } = context.cursor.analytic.expanded.tree;
  const commands = new Set(stages.map(({ command }) => command));
  return usualNames(context, sources)
    .filter((name) => !commands.has(name))
    .flatMap((name) => itemOf(name) ?? [])
    .sort((a, b) => isOwn(a) - isOwn(b) || a.rank - b.rank)
    .slice(0, OTHERS);
}

/** Names that no row has here, with what removed them. */
function deadAmong(names: readonly string[], { removed }: FieldSet): readonly CompletionItem[] {
  return names.map((name) => {
    const by = removed.findLast((removal) => removal.name === name || removal.name === "*")?.command;
    const detail = by === undefined ? "no row has it here" : `no row has it here: ${by} removed it`;
    return { label: name, kind: "field", detail, insert: name, rank: DEAD };
  });
}

/** A filter says itself which events it admits: its fields are judged on what it leaves. */
function knownHere({ stage, cursor }: CompletionContext, before: FieldSet): FieldSet {
  if (stage === undefined || (stage.command !== "search" && stage.command !== "where")) return before;
  return {
    ...before,
    kinds: cursor.analytic.flow.after(stage).kinds,
    ...(before.events === null ? {} : { events: cursor.analytic.flow.after(stage).events }),
  };
}

/** Makes the item of a name, unless no row can have it. */
function itemsAt(context: CompletionContext, judged: FieldSet, sources: SourceFields): ItemOf {
  const { catalog, analytic } = context.cursor;
  const { mentions } = context;
  const misfit = misfitAt(context);
  const distance = (name: string, info: FieldInfo): number => {
    if (isMade(info)) return 0;
    if (mentions.before.has(name) || mentions.after.has(name)) return misfit(name, info);
    return misfit(name, info) + (mentions.elsewhere.has(name) ? STRANGE / 2 : STRANGE) * sources.strangeness(name);
  };
  const likely = likelihoods(context);
  const clues = fieldClues(context, sources);
  return (name) => {
    const info = analytic.flow.field(judged, name);
    if (!canBe(info)) return undefined;
    const share = shareOf(info, judged);
    const usual = likely(name, prior(info, share, catalog.fields.describe(name)?.use));
    return {
      label: name,
      kind: "field",
      detail: detailOf(info, share),
      documentation: () => renderField(name, info, judged, catalog),
      insert: insertion(name, context),
      rank: context.rate("field", clues({ name, likely: usual, info, share })) + distance(name, info),
    };
  };
}

/** Uses of all fields in the public rules that the catalog counts. */
const ALL_USES = 30_000;

/** How likely a field is before its place is looked at: one that the search made, one of its events, one that may be there. */
function prior(info: FieldInfo, share: number | undefined, use = 0): number {
  if (isMade(info)) return 0.02 + use / ALL_USES;
  if (share === undefined) return (use + 1) / ALL_USES / 10;
  return (share * (use + 10)) / ALL_USES;
}

/** Whether the search made the field. */
function isMade({ provenance: { kind } }: FieldInfo): boolean {
  return kind !== "event" && kind !== "unknown" && kind !== "default";
}

function canBe({ presence, presenceByKind }: FieldInfo): boolean {
  if (presence !== "absent") return true;
  for (const one of presenceByKind?.values() ?? []) if (one !== "absent") return true;
  return false;
}

/** In how many of the admitted event kinds the field can be, 0 to 1; undefined when the kinds are not known. */
function shareOf({ presence, presenceByKind, provenance }: FieldInfo, { kinds, events }: FieldSet): number | undefined {
  if (kinds.open || kinds.kinds.length === 0) return undefined;
  let there = 0;
  if (presenceByKind !== undefined && provenance.kind === "event" && events === kinds) {
    // A field of the events is listed for these very kinds.
    for (const one of presenceByKind.values()) if (one !== "absent") there += 1;
    return there / kinds.kinds.length;
  }
  for (const { key } of kinds.kinds) if ((presenceByKind?.get(key) ?? presence) !== "absent") there += 1;
  return there / kinds.kinds.length;
}

function detailOf(info: FieldInfo, share: number | undefined): string {
  const made = {
    eval: "eval",
    rex: "rex",
    aggregation: "aggregation",
    lookup: "lookup",
    join: "join",
    rename: "rename",
  } as const;
  const kind = info.provenance.kind;
  if (kind in made) return `made by ${kind}`;
  const type = info.content ?? (info.type === "any" ? "field" : info.type);
  return share === undefined || share === 1 ? type : `${type}, in ${Math.round(share * 100)} % of events`;
}

/** Names that an eval expression would misread stand in single quotes there, others in double quotes elsewhere. */
function insertion(name: string, { place, quoted, inEval }: CompletionContext): string {
  if (quoted || /^[A-Za-z_]\w*$/.test(name)) return name;
  if (place === "eval" || inEval) return `'${name}'`;
  return /[\s,()|[\]"]/.test(name) ? `"${name}"` : name;
}
