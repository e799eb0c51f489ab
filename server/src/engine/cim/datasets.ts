import type { Catalog } from "#catalog/catalog.ts";
import type { FieldSource } from "#events/event.ts";
import { Row } from "#events/row.ts";
import { toText, type Value } from "#events/value.ts";
import type { DatasetView } from "#semantics/dialect.ts";
import { type Derivation, derive } from "../windows/derivation.ts";
import { AUTHENTICATION } from "./authentication.ts";
import { CHANGE } from "./change.ts";
import type { DatasetRule } from "./dataset-rule.ts";
import { ENDPOINT } from "./endpoint.ts";
import { NETWORK_RESOLUTION } from "./network-resolution.ts";
import { NETWORK_TRAFFIC } from "./network-traffic.ts";
import { taggedDataset } from "./tagged-dataset.ts";
import { WEB } from "./web.ts";

const RULES = [...ENDPOINT, ...NETWORK_TRAFFIC, ...NETWORK_RESOLUTION, ...WEB, ...AUTHENTICATION, ...CHANGE];

/**
 * Models that were renamed, by their former names in lower case. Change replaced Change Analysis with the same root dataset and
 * constraint (Splunk CIM manual, "Change", as of 4.12).
 */
const SUCCESSORS: ReadonlyMap<string, string> = new Map([["change_analysis", "Change"]]);

/** Fields of the event that a dataset's rows keep under their own names. */
const KEPT = ["_time", "_raw", "_indextime", "host", "source", "sourcetype", "index"];

/**
 * Datasets of data models as views on local events (SPL reference 5.6), by model and dataset, names without case; the
 * model's root dataset when none is named. Datasets that no log format is mapped to are decided by tag; undefined for those that
 * the catalog does not know.
 */
export function datasets(catalog: Catalog): (model: string, dataset: string | undefined) => DatasetView | undefined {
  const views = new Map<DatasetRule, DatasetView>();
  return (named, dataset) => {
    const model = SUCCESSORS.get(named.toLowerCase()) ?? named;
    const rule = findRule(model, dataset);
    if (rule === undefined) return taggedDataset(catalog, model, dataset);
    let view = views.get(rule);
    if (view === undefined) {
      view = viewOf(rule, fieldsOf(rule, catalog));
      views.set(rule, view);
    }
    return view;
  };
}

function findRule(model: string, dataset: string | undefined): DatasetRule | undefined {
  const ofModel = RULES.filter((rule) => sameName(rule.model, model));
  if (dataset === undefined) return ofModel.find((rule) => rule.root === rule.dataset);
  // A child may be named with its parents: `All_Changes.Account_Management`.
  const last = dataset.slice(dataset.lastIndexOf(".") + 1);
  return ofModel.find((rule) => sameName(rule.dataset, last));
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function fieldsOf(rule: DatasetRule, catalog: Catalog): readonly string[] {
  const prefix = rule.root ?? rule.dataset;
  const described = [rule.dataset, prefix].flatMap(
    (name) => catalog.dataModels.dataset(rule.model, name)?.fields.map((field) => field.name) ?? [],
  );
  return [...new Set([...described, ...Object.keys(rule.made ?? {}), ...(rule.more ?? [])])];
}

function viewOf(rule: DatasetRule, fields: readonly string[]): DatasetView {
  const shape: DatasetShape = { names: [...KEPT, ...fields], made: new Map(Object.entries(rule.made ?? {})) };
  const known = new Set(shape.names);
  return {
    model: rule.model,
    dataset: rule.root ?? rule.dataset,
    fields,
    map(row) {
      const get = (name: string): Value => row.get(name);
      if (!belongs(rule, get) || rule.where?.(get) === false) return null;
      const mapped = new Row(new DatasetFields(row, shape, known), row.event);
      mapped.lineage = row.lineage;
      return mapped;
    },
  };
}

function belongs(rule: DatasetRule, get: (name: string) => Value): boolean {
  const id = toText(get("EventCode"));
  const channel = id === null ? null : toText(get("Channel"));
  if (id !== null && channel !== null) {
    const ids = Object.hasOwn(rule.windows, channel) ? rule.windows[channel] : undefined;
    return ids?.includes(Number(id)) === true;
  }
  return rule.marks.some((mark) => mark.every((name) => get(name) !== null));
}

interface DatasetShape {
  readonly names: readonly string[];
  readonly made: ReadonlyMap<string, Derivation>;
}

/** The fields of an event under the names of a dataset. */
class DatasetFields implements FieldSource {
  readonly #row: Row;
  readonly #shape: DatasetShape;
  readonly #known: ReadonlySet<string>;
  readonly #get = (name: string): Value => this.#row.get(name);

  constructor(row: Row, shape: DatasetShape, known: ReadonlySet<string>) {
    this.#row = row;
    this.#shape = shape;
    this.#known = known;
  }

  get(name: string): Value {
    if (!this.#known.has(name)) return null;
    const made = this.#shape.made.get(name);
    return made === undefined ? this.#row.get(name) : derive(made, this.#get);
  }

  names(): readonly string[] {
    return this.#shape.names.filter((name) => this.get(name) !== null);
  }
}
