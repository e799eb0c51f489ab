import { defineCheck } from "../define.ts";
import { stagesBefore } from "../support/stages.ts";

export const tableThenFilter = defineCheck({
  id: "spl/table-then-filter",
  severity: "hint",
  grade: "hint",
  preset: "all",
  summary: "Rows are filtered after `table`.",
  why: "`table` is for the end: it moves the work to the search head, and a filter behind it runs there on all rows.",
  on: "stage",
  check(stage, ctx) {
    if ((stage.command !== "search" && stage.command !== "where") || stage.nameSpan === undefined) return;
    if (!ctx.analytic.isWritten(stage.span)) return;
    const table = stagesBefore(ctx.pipeline, stage).findLast((one) => one.command === "table");
    if (table === undefined) return;
    ctx.report(stage.nameSpan, "The filter would be better before table.").fact("table stands here.", table.nameSpan);
  },
  examples: { good: ["index=x | where a=1 | table a"], bad: [{ spl: "index=x | table a | «where» a=1" }] },
});
