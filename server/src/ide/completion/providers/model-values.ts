import type { CompletionContext } from "../context.ts";

/**
 * Values that a data model prescribes for a field, those of most datasets first, with where they are prescribed: of the dataset whose name is in front of
 * the field, else of those that have a field of this name. Behind `nodename`, the datasets of the model.
 */
export function modelValues(
  { cursor, stage }: CompletionContext,
  field: string,
): readonly (readonly [string, string])[] {
  const { dataModels } = cursor.catalog;
  const datasets = dataModels.models().flatMap((model) => model.datasets);
  if (field === "nodename") {
    const own = cursor.analytic.expanded.text.slice(stage?.span.start, stage?.span.end);
    const model = /\bdatamodel\s*[=:]\s*"?(\w+)/i.exec(own)?.[1];
    const known = model === undefined ? undefined : dataModels.model(model);
    return (known?.datasets ?? []).map(({ dataset, model: of }) => [dataset, `dataset of ${of}`]);
  }
  const dot = field.indexOf(".");
  const name = field.slice(field.lastIndexOf(".") + 1);
  const having = dot < 0 ? datasets : dataModels.datasetsNamed(field.slice(0, dot));
  const found = having.flatMap(({ dataset, fields }) =>
    (fields.find((one) => one.name === name)?.values ?? []).map(
      (value) => [value, `prescribed for ${dataset}`] as const,
    ),
  );
  const counts = new Map<string, number>();
  for (const [value] of found) counts.set(value, (counts.get(value) ?? 0) + 1);
  const distinct = [...new Map(found)];
  return distinct.sort(([a], [b]) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
}
