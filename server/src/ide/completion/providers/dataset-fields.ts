import type { DatasetFact } from "#catalog/data-models.ts";
import type { CompletionItem } from "../../types.ts";
import type { CompletionContext } from "../context.ts";
import { rankByLikelihood } from "../likelihood.ts";
import type { Place } from "../place.ts";
import type { Provider } from "../provider.ts";

const PLACES: ReadonlySet<Place> = new Set(["search", "eval", "field", "argument"]);
/** Uses of all fields of data models in the public detections that the catalog counts. */
const ALL_USES = 30_000;

/**
 * Fields of the dataset that the search began with, as long as none of its commands has dropped what it does not name: with
 * the dataset's name behind `datamodel … search`, without it behind `datamodel … flat` and `from`.
 */
export const datasetFields: Provider = (context) => {
  const { place, fields, inEval } = context;
  if ((!PLACES.has(place) && !inEval) || (context.quoted && place !== "field") || fields?.open !== true) return [];
  const source = datasetRead(context);
  if (source === undefined) return [];
  const { dataModels } = context.cursor.catalog;
  return source.dataset.fields.flatMap(({ name, type, requirement }): readonly CompletionItem[] => {
    if (requirement === "not-in-search") return [];
    const label = source.prefixed ? `${source.dataset.dataset}.${name}` : name;
    const use = dataModels.fieldUse(`${source.dataset.dataset}.${name}`);
    const isQuoted = source.prefixed && !context.quoted && (place === "eval" || inEval);
    return [
      {
        label,
        kind: "field",
        detail: `${type}, ${source.dataset.model}`,
        insert: isQuoted ? `'${label}'` : label,
        rank: rankByLikelihood(0.02 + use / ALL_USES),
      },
    ];
  });
};

const DATAMODEL = /\bdatamodel\s+"?(\w+)"?\s+"?(\w+)"?\s+(search|flat)\b/i;
const FROM = /\bfrom\s+"?datamodel:\s*"?(\w+)(?:\.(\w+))?/i;

/** The dataset of the first command, and whether its fields have the dataset's name in front. */
export function datasetRead({
  cursor,
  stage,
}: CompletionContext): { readonly dataset: DatasetFact; readonly prefixed: boolean } | undefined {
  const [first] = cursor.path.findLast((node) => node.kind === "pipeline")?.stages ?? [];
  if (first === undefined || first === stage) return undefined;
  const text = cursor.analytic.expanded.text.slice(first.span.start, first.span.end);
  const found = (first.command === "datamodel" ? DATAMODEL : first.command === "from" ? FROM : undefined)?.exec(text);
  const [, model = "", name = model, mode] = found ?? [];
  const dataset = cursor.catalog.dataModels.dataset(model, name);
  return dataset === undefined ? undefined : { dataset, prefixed: mode?.toLowerCase() === "search" };
}
