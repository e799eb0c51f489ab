import { defineCheck } from "../define.ts";

/** Commands that say what the result shows. */
const SHAPES: ReadonlySet<string> = new Set([
  "table",
  "stats",
  "fields",
  "rename",
  "tstats",
  "chart",
  "timechart",
  "top",
  "rare",
  "mstats",
  "xyseries",
  "transpose",
  "convert",
  "collect",
  "outputlookup",
  "from",
  "inputlookup",
  "rest",
  "metadata",
  "makeresults",
  "map",
  "return",
  "format",
]);

export const rawOutput = defineCheck({
  id: "spl/raw-output",
  severity: "hint",
  grade: "hint",
  preset: "all",
  summary: "A detection ends without saying which fields it shows.",
  why: "Without `table`, `stats` or `fields` the result is whole events, as many as match and as wide as they are. An analyst needs the few fields that tell what happened.",
  on: "pipeline",
  check(node, ctx) {
    if (ctx.ancestors.length > 0 || ctx.analytic.format === "spl" || ctx.analytic.format === "other") return;
    if (node.stages.some((stage) => stage.status !== "known" || SHAPES.has(stage.command))) return;
    const last = node.stages.at(-1);
    if (last === undefined || last.parts.length === 0) return;
    ctx.report(
      last.nameSpan ?? last.span,
      "The search ends with whole events; table or stats would say what it shows.",
    );
  },
  examples: {
    good: ["index=x EventCode=1 | table host", "index=x EventCode=1 | stats count by host"],
    bad: [{ spl: 'index=x EventCode=1 | «where» a="b"' }],
  },
});
