import type { FieldInfo, FieldSet } from "#events/field-set.ts";
import { renderField } from "../../hover/field.ts";
import type { CompletionItem } from "../../types.ts";
import type { CompletionContext } from "../context.ts";
import { type Likelihood, likelihoods, rankByLikelihood } from "../likelihood.ts";
import type { Place } from "../place.ts";
import type { Provider } from "../provider.ts";
import { howApt } from "./apt-field.ts";
import { columnsAt } from "./lookup-columns.ts";
import { namedFields, usedFields } from "./named-fields.ts";

const PLACES: ReadonlySet<Place> = new Set(["search", "eval", "field", "argument"]);
const MOST_USED = 400;
/** How many names are offered that no event of the search is known to have. */
export const OTHERS = 250;

/**
 * Fields alive at the stage: those that the pipeline made, then those of the admitted events (in more of them first), then,
 * where other fields may exist, the names that authors use most.
 */
export const fields: Provider = (context) => {
  const { place, fields: before, cursor, quoted, inEval } = context;
  if (context.stage?.command === "tstats" || columnsAt(context) !== undefined) return [];
  if ((!PLACES.has(place) && !inEval) || before === undefined || (quoted && place !== "field")) return [];
  const { catalog, flow } = { catalog: cursor.catalog, flow: cursor.analytic.flow };
  const judged = knownHere(context, before);
  const known = flow.matching(judged, "*");
  const items = new Map<string, CompletionItem>();
  const likely = likelihoods(context);
  const add = (name: string): void => {
    if (items.has(name)) return;
    const info = flow.field(judged, name);
    const presences = [info.presence, ...(info.presenceByKind?.values() ?? [])];
    if (presences.some((presence) => presence !== "absent")) items.set(name, item(name, info, judged, context, likely));
  };
  for (const name of known.names) add(name);
  if (judged.events !== null) for (const { name } of catalog.fields.defaults) add(name);
  add("_time");
  for (const name of namedFields(cursor.analytic.expanded.tree)) if (!isOnlyTyped(name, context)) add(name);
  if (!known.complete && (judged.open || judged.kinds.open || items.size === 0)) {
    for (const name of likeliest(context, likely)) add(name);
  }
  return [...items.values()];
};

/** The word at the cursor is read as a field too; it is none that could be meant unless the search has it elsewhere. */
function isOnlyTyped(name: string, { typed, follows, mentions }: CompletionContext): boolean {
  const word = typed + (/^[\w.{}@-]*/.exec(follows)?.[0] ?? "");
  return name === word && !mentions.before.has(name) && !mentions.after.has(name);
}

/** Of the names that some source has, those that begin as typed and are the likeliest here. */
function likeliest({ typed, cursor: { catalog } }: CompletionContext, likely: Likelihood): readonly string[] {
  const begun = typed.toLowerCase();
  const names = new Set([...usedFields(catalog.usage), ...catalog.fields.names().slice(0, MOST_USED)]);
  const rated = [...names].flatMap((name) =>
    name.toLowerCase().includes(begun) ? [{ name, likelihood: likely(name, 1e-9) }] : [],
  );
  return rated
    .sort((a, b) => b.likelihood - a.likelihood)
    .slice(0, OTHERS)
    .map(({ name }) => name);
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

function item(
  name: string,
  info: FieldInfo,
  before: FieldSet,
  context: CompletionContext,
  likely: Likelihood,
): CompletionItem {
  const { catalog } = context.cursor;
  const share = shareOf(info, before);
  return {
    label: name,
    kind: "field",
    detail: detailOf(info, share),
    documentation: () => renderField(name, info, before, catalog),
    insert: insertion(name, context),
    rank: rankByLikelihood(
      howApt(name, context) * likely(name, prior(info, share, catalog.fields.describe(name)?.use)),
    ),
  };
}

/** Uses of all fields in the public rules that the catalog counts. */
const ALL_USES = 30_000;

/** How likely a field is before its place is looked at: one that the search made, one of its events, one that may be there. */
function prior(info: FieldInfo, share: number | undefined, use = 0): number {
  const { kind } = info.provenance;
  if (kind !== "event" && kind !== "unknown" && kind !== "default") return 0.02 + use / ALL_USES;
  if (share === undefined) return (use + 1) / ALL_USES / 10;
  return (share * (use + 10)) / ALL_USES;
}

/** In how many of the admitted event kinds the field can be, 0 to 1; undefined when the kinds are not known. */
function shareOf(info: FieldInfo, before: FieldSet): number | undefined {
  if (before.kinds.open || before.kinds.kinds.length === 0) return undefined;
  const there = before.kinds.kinds.filter((kind) => (info.presenceByKind?.get(kind.key) ?? info.presence) !== "absent");
  return there.length / before.kinds.kinds.length;
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
  return share === undefined || share === 1 ? type : `${type}, in ${Math.round(share * 100)} % of the events`;
}

/** Names that an eval expression would misread stand in single quotes there, others in double quotes elsewhere. */
function insertion(name: string, { place, quoted, inEval }: CompletionContext): string {
  if (quoted || /^[A-Za-z_]\w*$/.test(name)) return name;
  if (place === "eval" || inEval) return `'${name}'`;
  return /[\s,()|[\]"]/.test(name) ? `"${name}"` : name;
}
