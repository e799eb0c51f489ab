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
