import type { Catalog } from "#catalog/catalog.ts";
import type { DataModelFact, DatasetFact } from "#catalog/data-models.ts";
import { foldCase } from "#events/compare.ts";
import type { Row } from "#events/row.ts";
import { toList } from "#events/value.ts";
import type { DatasetView } from "#semantics/dialect.ts";

/**
 * A dataset that no log format is mapped to, as Splunk decides it: events that meet its constraint and those of the datasets above it (by
 * tag, index or value) belong to it and have its fields under their own names. Undefined for a model that the catalog does not know.
 */
export function taggedDataset(catalog: Catalog, model: string, dataset: string | undefined): DatasetView | undefined {
  const facts = catalog.dataModels.model(model);
  const fact = facts === undefined ? undefined : datasetOf(facts, dataset);
  if (facts === undefined || fact === undefined) return undefined;
  const chain = lineOf(facts, fact);
  const tests = chain.map(({ constraint }) => constraintTest(constraint));
  if (!tests.every((test) => test !== null)) return undefined;
  const root = chain.at(-1) ?? fact;
  return {
    model: facts.model,
    dataset: root.dataset,
    ancestors: chain.map((each) => each.dataset).filter((name) => name !== root.dataset),
    fields: fact.fields.map((field) => field.name),
    note: `No log format is mapped to ${facts.model}.${fact.dataset} here: only events with ${chain
      .map(({ constraint }) => constraint)
      .toReversed()
      .join(" ")} belong to it.`,
    map: (row) => (tests.every((test) => test(row)) ? row : null),
  };
}

/** `field=value` terms that must all hold, or alternatives in OR; null for a constraint that is written otherwise. */
function constraintTest(constraint: string): ((row: Row) => boolean) | null {
  const inner = constraint.trim().replace(/^\((.*)\)$/, "$1");
  const alternatives = / OR /.test(inner);
  const terms = inner
    .split(alternatives ? / OR / : /\s+/)
    .map((term) => /^(\w+)=(?:"([^"*]*)"|([\w-]+))$/.exec(term.trim()));
  const tests: { readonly field: string; readonly value: string }[] = [];
  for (const term of terms) {
    if (term === null) return null;
    tests.push({ field: term[1] ?? "", value: foldCase(term[2] ?? term[3] ?? "") });
  }
  const holds = (row: Row, { field, value }: { field: string; value: string }) =>
    toList(row.get(field)).some((text) => foldCase(text) === value);
  return alternatives
    ? (row) => tests.some((test) => holds(row, test))
    : (row) => tests.every((test) => holds(row, test));
}

/** The dataset of a name, perhaps written with its parents; the only one without a parent when none is named. */
function datasetOf(model: DataModelFact, dataset: string | undefined): DatasetFact | undefined {
  if (dataset === undefined) {
    const [root, ...others] = model.datasets.filter(({ parent }) => (parent ?? null) === null);
    return others.length === 0 ? root : undefined;
  }
  const last = dataset.slice(dataset.lastIndexOf(".") + 1).toLowerCase();
  return model.datasets.find((each) => each.dataset.toLowerCase() === last);
}

/** A dataset and those above it, the root at the end. */
function lineOf(model: DataModelFact, fact: DatasetFact): readonly DatasetFact[] {
  const line: DatasetFact[] = [];
  for (let at: DatasetFact | undefined = fact; at !== undefined && !line.includes(at); ) {
    line.push(at);
    const above: string | undefined = at.parent;
    at = model.datasets.find(({ dataset }) => dataset === above);
  }
  return line;
}
