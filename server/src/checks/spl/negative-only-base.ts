import type { SearchExpr } from "#syntax/spl/ast.ts";
import { defineCheck } from "../define.ts";
import { isSearch } from "../support/situation.ts";
import { isBaseSearch } from "../support/stages.ts";

const SELECTS: ReadonlySet<string> = new Set(["index", "sourcetype", "source", "host"]);

export const negativeOnlyBase = defineCheck({
  id: "spl/negative-only-base",
  severity: "warning",
  grade: "hint",
  preset: "recommended",
  summary: "The first search only says what is not wanted.",
  why: "Exclusions cannot use the index: all events of the source are read and then thrown away. A positive condition, even a wide one, helps.",
  on: "stage",
  check(stage, ctx) {
    if (!isBaseSearch(stage, ctx.pipeline) || !ctx.analytic.isWritten(stage.span)) return;
    const [expression] = stage.parts;
    if (expression === undefined || !isSearch(expression)) return;
    const items = expression.kind === "search-and" ? expression.items : [expression];
    const rest = items.filter((item) => !isSelection(item));
    if (rest.length === 0 || !rest.every(isNegative)) return;
    const [first] = rest;
    if (first !== undefined)
      ctx.report(first.span, "All conditions are exclusions, so every event of the source is read.");
  },
  examples: {
    good: ["index=x a=1 NOT b=2", "index=x sourcetype=y"],
    bad: [{ spl: "index=x sourcetype=y «NOT a=1» b!=2" }],
  },
});

function isSelection(item: SearchExpr): boolean {
  if (item.kind === "search-time") return true;
  const named = item.kind === "search-compare" || item.kind === "search-in" ? item.field : undefined;
  if (named?.kind === "field") return SELECTS.has(named.name) && (item.kind !== "search-compare" || item.op === "=");
  if (item.kind === "search-paren") return isSelection(item.inner);
  return (item.kind === "search-and" || item.kind === "search-or") && item.items.every(isSelection);
}

function isNegative(item: SearchExpr): boolean {
  return item.kind === "search-not" || (item.kind === "search-compare" && item.op === "!=");
}
