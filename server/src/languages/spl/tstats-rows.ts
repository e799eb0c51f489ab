import type { Batch } from "#events/batch.ts";
import type { Row } from "#events/row.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { type DatasetView, isRefusal, type PlanContext, type Refusal } from "#semantics/dialect.ts";
import type { DatasetRef, SearchExpr } from "#syntax/spl/ast.ts";
import { datasetView, eventsOf } from "./dataset-rows.ts";
import { FieldPrefix, prefixedRow } from "./prefixed-row.ts";
import { refuse } from "./refuse.ts";

/** What tstats can aggregate without a data model. */
const INDEXED = new Set([
  "_time",
  "_indextime",
  "_raw",
  "index",
  "source",
  "sourcetype",
  "host",
  "splunk_server",
  "linecount",
]);

/** The value of `nodename=Root.Child` where every row must meet it; undefined without such a condition. */
function requiredNode(expr: SearchExpr | undefined): string | undefined {
  if (expr === undefined) return undefined;
  switch (expr.kind) {
    case "search-and":
      return expr.items.map(requiredNode).find((node) => node !== undefined);
    case "search-paren":
      return requiredNode(expr.inner);
    case "search-compare":
      return expr.field.kind === "field" && expr.field.name === "nodename" && expr.value.kind === "search-value"
        ? expr.value.text
        : undefined;
    default:
      return undefined;
  }
}

/** The dataset that is read: the one named, or the child that `nodename` asks for. */
function viewOf(ref: DatasetRef, node: string | undefined, ctx: PlanContext): DatasetView | Refusal {
  const child = node?.split(".").at(-1);
  if (child === undefined || child.includes("*")) return datasetView(ref, ctx);
  return datasetView({ ...ref, dataset: child }, ctx);
}

/** Where tstats takes its rows from: the events of a dataset with prefixed names, or all events. */
export function tstatsSource(
  from: DatasetRef | undefined,
  where: SearchExpr | undefined,
  ctx: PlanContext,
): ((run: RunContext) => AsyncIterable<Batch>) | Refusal {
  if (from === undefined) return (run) => run.events();
  if (from.type !== "datamodel") {
    return refuse(
      "unsupported-command",
      from.span,
      `tstats can only read data models here; '${from.name}' is an index-time file of a Splunk server.`,
    );
  }
  const node = requiredNode(where);
  const view = viewOf(from, node, ctx);
  if (isRefusal(view)) return view;
  const nodename = node ?? [...(view.ancestors ?? []).toReversed(), view.dataset].join(".");
  return async function* (run) {
    const prefix = new FieldPrefix(view);
    for await (const batch of eventsOf(view, run)) yield batch.map((row: Row) => prefixedRow(row, prefix, nodename));
  };
}

/** Warns about fields that Splunk's index would not have. */
export function warnNotIndexed(
  names: readonly { readonly name: string; readonly span: DatasetRef["span"] }[],
  ctx: PlanContext,
): void {
  for (const { name, span } of names) {
    if (INDEXED.has(name)) continue;
    ctx.report({
      code: "tstats-non-indexed-field",
      span,
      severity: "warning",
      message: `Without FROM, tstats sees indexed fields only; '${name}' is extracted at search time and would be empty in Splunk.`,
      help: "Name a data model with FROM, or use stats.",
    });
  }
}
