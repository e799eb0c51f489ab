import { codeBlock } from "#base/markdown.ts";
import type { CompletionItem } from "../../types.ts";
import type { CompletionContext } from "../context.ts";
import { fittingNames } from "../fitting.ts";
import { likelihoods, rankByLikelihood } from "../likelihood.ts";
import { type Provider, rankOf } from "../provider.ts";
import { macroClues } from "./macro-clues.ts";

/** Uses of all macros in the public searches that the catalog counts. */
const ALL_USES = 10_000;

/** How likely any one macro of the workspace is where use tells nothing: its author made it for the searches beside it. */
const OWN = 0.01;

/** Macros behind a backtick: the workspace's, those of the catalog, and the filter macro that a detection has by convention. */
export const macros: Provider = (context) => {
  if (context.place !== "macro") return [];
  const likely = likelihoods(context);
  const clue = macroClues(context);
  const rankOfName = (name: string, prior = OWN, share = 1): number => rankByLikelihood(share * likely(name, prior));
  const item = (macro: Macro, rank: number): CompletionItem => ({
    label: macro.name,
    kind: "macro",
    detail: macro.arguments.length === 0 ? macro.from : `(${macro.arguments.join(", ")})`,
    documentation: () => `${macro.description ?? ""}\n\n${codeBlock(macro.definition, "spl")}`,
    insert: macro.arguments.length === 0 ? macro.name : `${macro.name}(\${1:${macro.arguments.join(", ")}})`,
    snippet: macro.arguments.length > 0,
    rank,
  });
  const { names } = context.cursor.analytic.environment;
  const own = fittingNames(names.macros, context.typed, rankOfName).map((macro) =>
    item({ ...macro, from: macro.source ?? "workspace" }, rankOfName(macro.name, OWN, clue(macro))),
  );
  const known = context.cursor.catalog.macros.all().map((macro) => {
    const share = clue(macro) * (macro.name.endsWith("_filter") ? 0.01 : 1);
    return item({ ...macro, from: macro.origin }, rankOfName(macro.name, (macro.use + 1) / ALL_USES, share));
  });
  const filter = ownFilter(context);
  const conventional =
    filter === undefined ? [] : [{ ...filter, rank: rankByLikelihood(clue(FILTER) * likely("_filter", 0.01)) }];
  return [...own, ...known, ...conventional];
};

/** What the filter macro of a detection says until its owner changes it. */
const FILTER = { name: "_filter", definition: "search *" };

interface Macro {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly definition: string;
  readonly description?: string | undefined;
  readonly from: string;
}

/** `<name of the detection>_filter`, as content packs end their searches; contentctl puts `_` for these four characters. */
function ownFilter({ cursor: { analytic } }: CompletionContext): CompletionItem | undefined {
  if (analytic.format !== "security-content") return undefined;
  const name = analytic.analytic.name.toLowerCase().replace(/[ \-./]/g, "_");
  const label = `${name}_filter`;
  return { label, kind: "macro", detail: "filter of this detection", insert: label, rank: 0 };
}

/**
 * Lookup tables: those of the workspace first, by the names of definitions and of table files; of each those first of whose
 * words the document speaks.
 */
export const lookups: Provider = ({ place, cursor, mentions }) => {
  if (place !== "lookup") return [];
  const spoken = new Set(
    [...mentions.elsewhere, ...mentions.before, ...mentions.after].map((word) => word.toLowerCase()),
  );
  const item = (name: string, columns: readonly string[], group: number): CompletionItem => ({
    label: name,
    kind: "lookup",
    detail: columns.length === 0 ? "columns not known" : columns.join(", "),
    insert: `${name} `,
    rank: rankOf(
      group,
      name
        .toLowerCase()
        .split(/[_.-]/)
        .filter((word) => word.length > 2 && spoken.has(word)).length,
    ),
  });
  const { names } = cursor.analytic.environment;
  const columnsOf = (name: string): readonly string[] => names.lookup(name)?.table?.columns ?? [];
  return [
    ...names.lookups.map(({ name, columns }) => item(name, columns ?? columnsOf(name), 0)),
    ...names.tables.map(({ file, columns }) => item(file.slice(file.lastIndexOf("/") + 1), columns, 0)),
    ...cursor.catalog.lookups.all().map(({ name, fields }) => item(name, fields, fields.length > 0 ? 1 : 2)),
  ];
};

/** How much likelier a data model is of whose datasets the search speaks. */
const NAMED_DATASET = 200;

/** Data models and their datasets; behind a model, as datamodel takes it, its datasets alone. */
export const dataModels: Provider = (context) => {
  if (context.place === "dataset") {
    const model = context.cursor.catalog.dataModels.model(context.field ?? "");
    return (model?.datasets ?? []).map(({ dataset, fields, use }) => ({
      label: dataset,
      kind: "data-model",
      detail: `${fields.length} fields`,
      insert: dataset,
      rank: rankOf(0, use),
    }));
  }
  if (context.place !== "data-model") return [];
  const likely = likelihoods(context);
  const { mentions } = context;
  const spoken = new Set([...mentions.before, ...mentions.after].map((word) => word.replace(/\..*/, "")));
  const item = (
    label: string,
    detail: string,
    description: string,
    use: number,
    datasets: readonly string[],
  ): CompletionItem => ({
    label,
    kind: "data-model",
    detail,
    documentation: () => description,
    insert: label,
    // A search that names fields of a dataset, as `Dataset.field`, or the dataset itself reads it.
    rank: rankByLikelihood(
      likely(label, (use + 1) / ALL_USES) * (datasets.some((dataset) => spoken.has(dataset)) ? NAMED_DATASET : 1),
    ),
  });
  return context.cursor.catalog.dataModels.models().flatMap(({ model, description, datasets }) => [
    item(
      model,
      "data model",
      description,
      0,
      datasets.map(({ dataset }) => dataset),
    ),
    ...datasets.map(({ dataset, fields, use }) =>
      item(`${model}.${dataset}`, `${fields.length} fields`, description, use, [dataset]),
    ),
  ]);
};
