import type { CatalogAssets } from "./catalog.ts";
import { entry, fact, grouped, indexed } from "./collect.ts";
import { loadData } from "./load.ts";
import type { CatalogData } from "./schema.ts";

/** One field of a data model dataset. */
export interface DataModelField {
  readonly name: string;
  readonly type: string;
  /** `not-in-search`: the model has it, but searches must not use it. */
  readonly requirement: "required" | "conditional" | "optional" | "not-in-search";
  /** Values the model prescribes. */
  readonly values?: readonly string[];
}

/** One dataset of a data model. */
export interface DatasetFact {
  readonly model: string;
  readonly dataset: string;
  readonly parent?: string;
  readonly tags: readonly string[];
  readonly constraint: string;
  /** Own fields and, behind them, those inherited from the parents. */
  readonly fields: readonly DataModelField[];
  readonly use: number;
}

/** One data model. */
export interface DataModelFact {
  readonly model: string;
  readonly description: string;
  readonly datasets: readonly DatasetFact[];
  readonly use: number;
}

/** The data models of the Common Information Model. Names are compared without case. */
export interface DataModels {
  models(): readonly DataModelFact[];
  model(name: string): DataModelFact | undefined;
  dataset(model: string, dataset: string): DatasetFact | undefined;
  /** Datasets of that name in any model. */
  datasetsNamed(dataset: string): readonly DatasetFact[];
  field(model: string, dataset: string, field: string): DataModelField | undefined;
  /** Uses of `Dataset.field` in public detections. */
  fieldUse(datasetAndField: string): number;
}

const REQUIREMENTS = ["required", "conditional", "optional", "not-in-search"] as const;

/** Indexes the data models. */
export function createDataModels(assets: CatalogAssets): DataModels {
  const data = loadData(assets, "data-models");
  const uses = new Map(data.datasetUse);
  const models = data.models.map(([model, description, datasets]) => {
    const rows = indexed(datasets, ([dataset]) => dataset);
    const facts = datasets.map(([dataset, parent, tags, constraint]) =>
      fact<DatasetFact>({
        model,
        dataset,
        parent,
        tags,
        constraint,
        fields: inherited(rows, dataset),
        use: uses.get(`${model}.${dataset}`) ?? 0,
      }),
    );
    return fact<DataModelFact>({
      model,
      description,
      datasets: facts,
      use: facts.reduce((sum, dataset) => sum + dataset.use, uses.get(model) ?? 0),
    });
  });
  return indexDataModels(models, new Map(data.fieldUse));
}

type DatasetRow = CatalogData["data-models"]["models"][number][2][number];

/** Own fields of a dataset, then those of its parents that it does not define itself. */
function inherited(rows: ReadonlyMap<string, DatasetRow>, dataset: string): readonly DataModelField[] {
  const fields = new Map<string, DataModelField>();
  const seen = new Set<string>();
  for (let at = rows.get(dataset); at && !seen.has(at[0]); at = at[1] === null ? undefined : rows.get(at[1])) {
    seen.add(at[0]);
    for (const [name, requirement, type, values] of at[4]) {
      if (fields.has(name)) continue;
      fields.set(name, fact<DataModelField>({ name, type, requirement: entry(REQUIREMENTS, requirement), values }));
    }
  }
  return [...fields.values()];
}

/** The read API over given facts. */
export function indexDataModels(models: readonly DataModelFact[], fieldUse: ReadonlyMap<string, number>): DataModels {
  const lower = (text: string) => text.toLowerCase();
  const byName = indexed(models, (m) => lower(m.model));
  const byDataset = grouped(
    models.flatMap((m) => m.datasets),
    (d) => lower(d.dataset),
  );
  const dataset = (model: string, name: string) =>
    byDataset.get(lower(name))?.find((d) => lower(d.model) === lower(model));
  return Object.freeze<DataModels>({
    models: () => models,
    model: (name) => byName.get(lower(name)),
    dataset,
    datasetsNamed: (name) => byDataset.get(lower(name)) ?? [],
    field: (model, name, field) => dataset(model, name)?.fields.find((f) => lower(f.name) === lower(field)),
    fieldUse: (name) => fieldUse.get(name) ?? 0,
  });
}
