import { closest } from "#base/closest.ts";
import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import type { FieldExpr, FieldRef } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { emptyHere, endsSearch, roleOf } from "../support/situation.ts";

/** Commands whose lists of fields other checks judge. */
const ELSEWHERE: ReadonlySet<string> = new Set(["table", "fields", "rename", "fillnull", "join", "lookup", "return"]);

export const fieldDroppedByEarlierCommand = defineCheck({
  id: "spl/field-dropped-by-earlier-command",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A field is read that an earlier command removed.",
  why: "stats, table, chart and fields leave only what they name. A field that they do not name is null behind them, and a comparison with it never holds.",
  on: ["field-expr", "field"],
  check(node, ctx) {
    if (!isRead(node, ctx)) return;
    const fields = ctx.before();
    const info = ctx.field(node.name);
    if (info.presence !== "absent" || fields.events !== null || fields.open) return;
    if (fields.written.has(node.name) && fields.written.get(node.name)?.provenance.kind !== "unknown") return;
    const removal = fields.removed.findLast(({ name }) => name === node.name || name === "*");
    if (removal === undefined) return;
    const report = ctx.report(
      node.span,
      `${node.name} is not there any more: ${removal.command} left only other fields.`,
    );
    report.fact(`${removal.command} drops ${node.name} here.`, removal.span);
    const comparing = ctx.ancestors.findLast((one) => comparisonOf(one)?.fieldSpan.start === node.span.start);
    if (
      comparing !== undefined &&
      roleOf({ ...ctx, ancestors: ctx.ancestors.slice(0, ctx.ancestors.indexOf(comparing)) }) === "required"
    ) {
      report.fact(`The condition must hold for every row, so ${emptyHere(ctx)}.`, ctx.stage.span, endsSearch(ctx));
    } else if (comparing === undefined) report.severity("warning");
    const there = [...fields.written.keys()].filter((name) => ctx.field(name).presence !== "absent");
    const near = closest(node.name, there);
    if (near !== undefined && near !== node.name) report.fix(`Change to ${near}`, replace(node.span, near));
  },
  examples: {
    good: [
      'index=x | table a | rex field=a "$pattern$" | where b=1',
      "index=x | stats count by $split$ | where a=1",
      "index=x | table a b | search a=1 `filter_of_mine` | where c=1",
      'index=x | fields - host | appendcols [search index=y] | where host="a"',
      'index=x | fields - c | join user [search index=y] | where c="a"',
      "index=x | stats count by user | addcoltotals labelfield=row | search row=Total",
      'index=x | stats count by user | tstats append=t count where index=y by host | where host="a"',
      'index=x | stats count by user, host | where host="a"',
      "index=x | stats count by user | eval host=1 | where host=1",
      'index=x | stats values(*) AS * by user | where host="a"',
    ],
    bad: [
      { spl: 'index=x | stats count by user | where «host»="a"' },
      { spl: "index=x | table user | search «host»=a" },
      {
        spl: "index=x | stats count AS total by user | where «totl»>5",
        fixed: "index=x | stats count AS total by user | where total>5",
      },
      {
        spl: "index=x | stats count AS total by total_user | rename total AS n | where «totl»>5",
        doc: "total is not there any more either, so it is no correction.",
      },
    ],
  },
});

function isRead(node: FieldExpr | FieldRef, ctx: CheckContext): boolean {
  if (node.kind === "field-expr") {
    const parent = ctx.ancestors.at(-1);
    if (
      parent?.kind === "call" &&
      (parent.name === "isnull" || parent.name === "isnotnull" || parent.name === "coalesce")
    )
      return false;
    if (/^(null|true|false)$/i.test(node.name)) return false;
    return !madeInStage(node.name, ctx);
  }
  if (node.wildcard || ELSEWHERE.has(ctx.stage.command)) return false;
  const parent = ctx.ancestors.at(-1);
  if (ctx.stage.command === "search" || ctx.stage.command === "where")
    return parent?.kind === "search-compare" || parent?.kind === "search-in";
  return node.access === "read" && (parent?.kind === "aggregation" || parent?.kind === "sort-item");
}

/** An earlier assignment of the same eval makes it. */
function madeInStage(name: string, ctx: CheckContext): boolean {
  return ctx.stage.parts.some(
    (part) => part.kind === "assignment" && part.target.kind === "field" && part.target.name === name,
  );
}
