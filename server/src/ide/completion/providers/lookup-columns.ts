import type { CompletionItem } from "../../types.ts";
import type { CompletionContext } from "../context.ts";
import { rankByLikelihood } from "../likelihood.ts";
import type { Provider } from "../provider.ts";

/** How likely any one column is, before it is seen whether the command names it already. */
const EACH = 0.2;

/** Columns of the table that lookup or inputlookup names. */
export const lookupColumns: Provider = (context) =>
  (columnsAt(context) ?? []).map((name, index): CompletionItem => {
    const listed = context.scan.listed.has(name) ? 0.01 : 1;
    return {
      label: name,
      kind: "field",
      detail: `column of ${tableAt(context)}`,
      insert: context.quoted || /^[\w.:-]+$/.test(name) ? name : `"${name}"`,
      rank: rankByLikelihood((EACH * listed) / (1 + index / 1000)),
    };
  });

/** The columns that may stand at a place; undefined where none is wanted, or where those of the table are not known. */
export function columnsAt(context: CompletionContext): readonly string[] | undefined {
  const { place, scan, stage, cursor } = context;
  if (stage?.command === "lookup") {
    if (place !== "field" && place !== "argument") return undefined;
    // Behind AS stands a field of the events.
    if (scan.clause === "as") return undefined;
  } else if (stage?.command !== "inputlookup" || place !== "search") return undefined;
  const table = tableAt(context);
  if (table === undefined) return undefined;
  const { names } = cursor.analytic.environment;
  const found = names.lookup(table);
  const fact = cursor.catalog.lookups.get(table);
  const columns = found?.definition.columns ?? found?.table?.columns ?? (fact?.fieldsKnown === true ? fact.fields : []);
  return columns.length === 0 ? undefined : columns;
}

/** The table that the command names in front of the place. */
function tableAt({ stage, cursor, span }: CompletionContext): string | undefined {
  const text = cursor.analytic.expanded.text.slice(stage?.nameSpan?.end ?? 0, span.start);
  return /^\s*(?:\w+\s*=\s*\S+\s+)*"?([^\s"=]+)"?\s/.exec(text)?.[1];
}
