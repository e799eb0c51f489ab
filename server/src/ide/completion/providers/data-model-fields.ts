import type { DatasetFact } from "#catalog/data-models.ts";
import type { CompletionItem } from "../../types.ts";
import type { CompletionContext } from "../context.ts";
import { likelihoods } from "../likelihood.ts";
import type { Place } from "../place.ts";
import type { Provider } from "../provider.ts";
import { fieldClues } from "./field-clues.ts";
import { NO_SOURCES } from "./source-fields.ts";

const PLACES: ReadonlySet<Place> = new Set(["search", "field", "argument"]);
/** Uses of all fields of data models in the public detections that the catalog counts. */
const ALL_USES = 30_000;

/** Fields of the dataset that tstats reads, as `Dataset.field`; of every dataset while it names none. */
export const dataModelFields: Provider = (context) => {
  const { stage, place, quoted } = context;
  if (stage?.command !== "tstats" || !PLACES.has(place) || (quoted && place !== "field")) return [];
  const likely = likelihoods(context);
  const clues = fieldClues(context, NO_SOURCES);
  const rank = (name: string, prior: number): number =>
    context.rate("field", clues({ name, likely: likely(name, prior), info: undefined, share: undefined }));
  const { dataModels } = context.cursor.catalog;
  const defaults = ["_time", "host", "source", "sourcetype", "index", "nodename"];
  const items = defaults.map(
    (name): CompletionItem => ({
      label: name,
      kind: "field",
      detail: "of every event",
      insert: name,
      rank: rank(name, 0.001),
    }),
  );
  for (const dataset of datasetsAt(context)) {
    const fields = dataset.fields.filter(({ requirement }) => requirement !== "not-in-search");
    for (const { name, type } of [...fields, ...addedFields(dataset)]) {
      const label = `${dataset.dataset}.${name}`;
      const use = dataModels.fieldUse(label);
      items.push({
        label,
        kind: "field",
        detail: `${type}, ${dataset.model}`,
        insert: label,
        rank: rank(label, (use + 1) / ALL_USES),
      });
    }
  }
  return items;
};

/** Parts of names of fields that asset and identity correlation adds attributes to. */
const CORRELATED = /(?:^|_)(?:src|dest|dvc|user|host|owner)$/;
const ATTRIBUTES = ["bunit", "category", "priority"];

/**
 * Fields that every dataset has beside those that its events fill: the tags, and what asset and identity correlation adds
 * (Common Information Model Add-on Manual: "automatically provided by asset and identity correlation features").
 */
function addedFields({ fields }: DatasetFact): readonly { readonly name: string; readonly type: string }[] {
  const known = new Set(fields.map(({ name }) => name));
  const correlated = fields.flatMap(({ name }) =>
    CORRELATED.test(name) ? ATTRIBUTES.map((attribute) => `${name}_${attribute}`) : [],
  );
  return [...correlated, "tag"].filter((name) => !known.has(name)).map((name) => ({ name, type: "string" }));
}

function datasetsAt({ cursor, stage }: CompletionContext): readonly DatasetFact[] {
  const { dataModels } = cursor.catalog;
  const text = cursor.analytic.expanded.text.slice(stage?.span.start, stage?.span.end);
  const [, model = "", dataset] = /\bdatamodel\s*[=:]\s*"?(\w+)(?:\.(\w+))?/i.exec(text) ?? [];
  const known = dataModels.model(model);
  if (known === undefined) return dataModels.models().flatMap(({ datasets }) => datasets);
  const named = dataset === undefined ? undefined : dataModels.dataset(model, dataset);
  return named === undefined ? known.datasets : [named];
}
