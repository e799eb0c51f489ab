import type { DataModels } from "#catalog/data-models.ts";
import type { FieldInfo } from "#events/field-set.ts";
import type { CompletionContext } from "../context.ts";

/** How far a field comes behind others whose values are of another kind than the place wants. */
const OF_OTHER_KIND = 8000;

/** Aggregations of numbers. */
const OF_NUMBERS = /^(?:sum|sumsq|avg|mean|median|range|stdevp?|varp?|(?:exact|upper)?perc\d*|p\d+)$/;
/** Kinds of values that are no numbers. */
const NO_NUMBERS =
  /^(?:account|qualified-account|full-path|base-name|command-line|hash|ip|sid|guid|uuid|text|enum|host|domain)$/;
const ADDRESS = /(?:^|[._])(?:ip|addr|src|dest|dst|client)(?:$|[._{])|ips?(?:$|[._{])|ip_?addr/i;

/** How far behind others a field comes by the kind of its values; 0 where the place wants none, or nothing is known of it. */
export function misfitAt(context: CompletionContext): (name: string, info: FieldInfo) => number {
  const { scan, stage, cursor } = context;
  const call = scan.calls.at(-1)?.toLowerCase();
  if (call !== undefined && OF_NUMBERS.test(call) && context.place !== "eval") {
    const texts = textNames(cursor.catalog.dataModels);
    const { fields } = cursor.catalog;
    return (name, { content, type }) =>
      type !== "number" && (NO_NUMBERS.test(content ?? "") || texts.has(name) || fields.isDefault(name))
        ? OF_OTHER_KIND
        : 0;
  }
  if (stage?.command === "iplocation" && scan.last[0] !== "=")
    return (name, { content }) => (content === "ip" || ADDRESS.test(name) ? 0 : OF_OTHER_KIND);
  return () => 0;
}

const texts = new WeakMap<DataModels, ReadonlySet<string>>();

/** Names that are of texts in every dataset of the Common Information Model that has them. */
function textNames(dataModels: DataModels): ReadonlySet<string> {
  let known = texts.get(dataModels);
  if (known === undefined) {
    const fields = dataModels.models().flatMap(({ datasets }) => datasets.flatMap((dataset) => dataset.fields));
    const numbers = new Set(fields.filter(({ type }) => type !== "string").map(({ name }) => name));
    known = new Set(fields.map(({ name }) => name).filter((name) => !numbers.has(name)));
    texts.set(dataModels, known);
  }
  return known;
}
