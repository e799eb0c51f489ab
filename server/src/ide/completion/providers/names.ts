import { codeBlock } from "#base/markdown.ts";
import type { CompletionItem } from "../../types.ts";
import type { CompletionContext } from "../context.ts";
import { likelihoods, rankByLikelihood } from "../likelihood.ts";
import { type Provider, rankOf } from "../provider.ts";

/** Uses of all macros in the public searches that the catalog counts. */
const ALL_USES = 10_000;

/** Macros behind a backtick, with their definitions, and the filter macro that a detection has by convention. */
export const macros: Provider = (context) => {
  if (context.place !== "macro") return [];
  const likely = likelihoods(context);
  const known = context.cursor.catalog.macros.all().map((macro): CompletionItem => {
    const call = macro.arguments.length === 0 ? macro.name : `${macro.name}(\${1:${macro.arguments.join(", ")}})`;
    const share = macro.name.endsWith("_filter") ? 0.01 : 1;
    return {
      label: macro.name,
      kind: "macro",
      detail: macro.arguments.length === 0 ? macro.origin : `(${macro.arguments.join(", ")})`,
      documentation: () => `${macro.description ?? ""}\n\n${codeBlock(macro.definition, "spl")}`,
      insert: call,
      snippet: macro.arguments.length > 0,
      rank: rankByLikelihood(share * likely(macro.name, (macro.use + 1) / ALL_USES)),
    };
  });
  const filter = ownFilter(context);
  return filter === undefined ? known : [...known, { ...filter, rank: rankByLikelihood(likely("_filter", 0.01)) }];
};

/** `<name of the detection>_filter`, as content packs end their searches. */
function ownFilter({ cursor: { analytic } }: CompletionContext): CompletionItem | undefined {
  if (analytic.format !== "security-content") return undefined;
  const name = analytic.analytic.name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "_")
    .replace(/_{2,}/g, "_");
  const label = `${name}_filter`;
  return { label, kind: "macro", detail: "filter of this detection", insert: label, rank: 0 };
}

/** Lookup tables. */
export const lookups: Provider = ({ place, cursor }) => {
  if (place !== "lookup") return [];
  return cursor.catalog.lookups.all().map((lookup) => ({
    label: lookup.name,
    kind: "lookup",
    detail: lookup.fields.join(", "),
    insert: `${lookup.name} `,
    rank: rankOf(0, 0),
  }));
};

/** Data models and their datasets. */
export const dataModels: Provider = (context) => {
  if (context.place !== "data-model") return [];
  const likely = likelihoods(context);
  const item = (label: string, detail: string, description: string, use: number): CompletionItem => ({
    label,
    kind: "data-model",
    detail,
    documentation: () => description,
    insert: label,
    rank: rankByLikelihood(likely(label, (use + 1) / ALL_USES)),
  });
  return context.cursor.catalog.dataModels
    .models()
    .flatMap(({ model, description, datasets }) => [
      item(model, "data model", description, 0),
      ...datasets.map(({ dataset, fields, use }) =>
        item(`${model}.${dataset}`, `${fields.length} fields`, description, use),
      ),
    ]);
};
