import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { DatasetFact } from "#catalog/data-models.ts";

/** A data model or one dataset of it: what it holds, which events belong to it, its fields. */
export function renderDataset(model: string, dataset: string | undefined, catalog: Catalog): string | undefined {
  const known = catalog.dataModels.model(model);
  if (known === undefined) return undefined;
  const lines = [
    `**${escapeMarkdown(dataset === undefined ? model : `${model}.${dataset}`)}** data model`,
    escapeMarkdown(known.description),
  ];
  const one = catalog.dataModels.dataset(model, dataset ?? model);
  if (one === undefined) lines.push(`Datasets: ${known.datasets.map((each) => inlineCode(each.dataset)).join(", ")}`);
  else lines.push(...details(one));
  return lines.join("\n\n");
}

function details({ parent, tags, constraint, fields, dataset }: DatasetFact): readonly string[] {
  const lines: string[] = [];
  if (parent !== undefined) lines.push(`Below ${inlineCode(parent)}`);
  if (constraint !== "") lines.push(`Its events: ${inlineCode(constraint)}`);
  else if (tags.length > 0) lines.push(`Its events are tagged ${tags.map(inlineCode).join(", ")}`);
  const usable = fields.filter(({ requirement }) => requirement !== "not-in-search");
  if (usable.length > 0)
    lines.push(
      `Fields, in \`tstats\` behind ${inlineCode(`${dataset}.`)}: ${usable.map(({ name }) => inlineCode(name)).join(", ")}`,
    );
  return lines;
}

/** A field written `Dataset.field`, by every data model that has it, or that no such dataset has it; nothing for other names. */
export function renderModelField(name: string, catalog: Catalog): readonly string[] {
  const dot = name.indexOf(".");
  if (dot < 0) return [];
  const field = name.slice(dot + 1);
  const datasets = catalog.dataModels.datasetsNamed(name.slice(0, dot));
  const found = datasets.flatMap(({ model, dataset }) => {
    const fact = catalog.dataModels.field(model, dataset, field);
    return fact === undefined ? [] : [{ model, dataset, fact }];
  });
  const [first] = found;
  if (first === undefined)
    return datasets.length === 0 || field.includes("*")
      ? []
      : [`The catalog knows no such field of ${listOf(datasets)}.`];
  const values = first.fact.values ?? [];
  const doc = catalog.fields.describe(field)?.doc;
  const requirement = first.fact.requirement === "not-in-search" ? "not for searches" : first.fact.requirement;
  return [
    ...(doc === undefined ? [] : [doc]),
    `Field of ${listOf(found)}: ${first.fact.type}, ${requirement}`,
    ...(values.length === 0 ? [] : [`Values: ${values.map(inlineCode).join(", ")}`]),
  ];
}

function listOf(datasets: readonly { readonly model: string; readonly dataset: string }[]): string {
  return datasets.map(({ model, dataset }) => inlineCode(`${model}.${dataset}`)).join(", ");
}
