import { codeBlock } from "#base/markdown.ts";
import type { CompletionItem } from "../../types.ts";
import { type Provider, rankOf } from "../provider.ts";

/** Macros behind a backtick, with their definitions. */
export const macros: Provider = ({ place, cursor }) => {
  if (place !== "macro") return [];
  return cursor.catalog.macros.all().map((macro): CompletionItem => {
    const call = macro.arguments.length === 0 ? macro.name : `${macro.name}(\${1:${macro.arguments.join(", ")}})`;
    return {
      label: macro.name,
      kind: "macro",
      detail: macro.arguments.length === 0 ? macro.origin : `(${macro.arguments.join(", ")})`,
      documentation: () => `${macro.description ?? ""}\n\n${codeBlock(macro.definition, "spl")}`,
      insert: call,
      snippet: macro.arguments.length > 0,
      rank: rankOf(0, macro.use),
    };
  });
};

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

/** Data models with their datasets. */
export const dataModels: Provider = ({ place, cursor }) => {
  if (place !== "data-model") return [];
  const { dataModels: models } = cursor.catalog;
  return models.models().flatMap((model) =>
    model.datasets.map((dataset) => ({
      label: `${model.model}.${dataset.dataset}`,
      kind: "data-model" as const,
      detail: `${dataset.fields.length} fields`,
      documentation: () => model.description,
      insert: `${model.model}.${dataset.dataset}`,
      rank: rankOf(0, dataset.use),
    })),
  );
};
