import type { FieldInfo, FieldSet } from "#events/field-set.ts";
import { renderField } from "../../hover/field.ts";
import type { CompletionItem } from "../../types.ts";
import type { CompletionContext, Place } from "../context.ts";
import { type Provider, rankOf } from "../provider.ts";

const PLACES: ReadonlySet<Place> = new Set(["search", "eval", "field", "argument"]);
const MOST_USED = 400;

/**
 * Fields alive at the stage: those that the pipeline made, then those of the admitted events (in more of them first), then,
 * where other fields may exist, the names that authors use most.
 */
export const fields: Provider = (context) => {
  const { place, fields: before, cursor, quoted } = context;
  if (!PLACES.has(place) || before === undefined || (quoted && place !== "field")) return [];
  const { catalog, flow } = { catalog: cursor.catalog, flow: cursor.analytic.flow };
  const judged = knownHere(context, before);
  const known = flow.matching(judged, "*");
  const items = new Map<string, CompletionItem>();
  for (const name of known.names) {
    const info = flow.field(judged, name);
    if (info.presence === "absent") continue;
    items.set(name, item(name, info, judged, context));
  }
  if (!known.complete && (judged.kinds.open || items.size === 0)) {
    for (const name of catalog.fields.names().slice(0, MOST_USED)) {
      if (!items.has(name)) items.set(name, item(name, flow.field(judged, name), judged, context, 1));
    }
  }
  return [...items.values()];
};

/** A filter says itself which events it admits: its fields are judged on what it leaves. */
function knownHere({ stage, cursor }: CompletionContext, before: FieldSet): FieldSet {
  if (stage === undefined || (stage.command !== "search" && stage.command !== "where")) return before;
  return {
    ...before,
    kinds: cursor.analytic.flow.after(stage).kinds,
    ...(before.events === null ? {} : { events: cursor.analytic.flow.after(stage).events }),
  };
}

function item(name: string, info: FieldInfo, before: FieldSet, context: CompletionContext, later = 0): CompletionItem {
  const { catalog } = context.cursor;
  const use = catalog.fields.describe(name)?.use ?? 0;
  const share = shareOf(info, before);
  const made =
    info.provenance.kind !== "event" && info.provenance.kind !== "unknown" && info.provenance.kind !== "default";
  const group = later > 0 ? 3 : made ? 0 : share === undefined ? 1 : share === 1 ? 0 : 1;
  return {
    label: name,
    kind: "field",
    detail: detailOf(info, share),
    documentation: () => renderField(name, info, before, catalog),
    insert: insertion(name, context),
    rank: rankOf(group, use + Math.round((share ?? 0) * 1000)),
  };
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
function insertion(name: string, { place, quoted }: CompletionContext): string {
  if (quoted || /^[A-Za-z_]\w*$/.test(name)) return name;
  if (place === "eval") return `'${name}'`;
  return /[\s,()|[\]"]/.test(name) ? `"${name}"` : name;
}
