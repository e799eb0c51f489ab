import { insert } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";

const REDUCES: ReadonlySet<string> = new Set([
  "fields",
  "table",
  "return",
  "format",
  "stats",
  "tstats",
  "top",
  "rare",
  "chart",
  "inputlookup",
]);

export const subsearchManyFields = defineCheck({
  id: "spl/subsearch-many-fields",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A subsearch among the terms gives all its fields.",
  why: "Every field of every result becomes a condition: the outer events must agree in host, source, time and all the rest, so usually nothing is found. `| fields name` leaves the one that is meant.",
  on: "subsearch",
  check(node, ctx) {
    if (node.role !== "term" || node.pipeline.stages.length === 0) return;
    if (node.pipeline.stages.some((stage) => REDUCES.has(stage.command) || stage.status !== "known")) return;
    if (ctx.analytic.flow.end(node.pipeline).events === null) return;
    const last = node.pipeline.stages.at(-1);
    const report = ctx.report(
      { start: node.span.start, end: node.span.start + 1 },
      "Every field of the subsearch's results becomes a condition.",
    );
    if (last !== undefined && node.terminated) report.fix("Leave one field", insert(last.span.end, " | fields host"));
  },
  examples: {
    good: ["index=x [ search index=y | fields user ]", "index=x [ search index=y | return 10 user ]"],
    bad: [{ spl: "index=x «[» search index=y ]", fixed: "index=x [ search index=y | fields host ]" }],
  },
});
