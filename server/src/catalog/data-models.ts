/** One field of a data model dataset. */
export interface DataModelField {
  readonly name: string;
  readonly type: string;
  readonly requirement: "required" | "conditional" | "optional";
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
