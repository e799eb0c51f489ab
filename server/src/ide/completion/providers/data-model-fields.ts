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
  const defaults = ["_time", "host", "source", "sourcetype", "index"];
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
    for (const { name, type, requirement } of dataset.fields) {
      if (requirement === "not-in-search") continue;
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

function datasetsAt({ cursor, stage }: CompletionContext): readonly DatasetFact[] {
  const { dataModels } = cursor.catalog;
  const text = cursor.analytic.expanded.text.slice(stage?.span.start, stage?.span.end);
  const [, model = "", dataset] = /\bdatamodel\s*[=:]\s*"?(\w+)(?:\.(\w+))?/i.exec(text) ?? [];
  const known = dataModels.model(model);
  if (known === undefined) return dataModels.models().flatMap(({ datasets }) => datasets);
  const named = dataset === undefined ? undefined : dataModels.dataset(model, dataset);
  return named === undefined ? known.datasets : [named];
}
