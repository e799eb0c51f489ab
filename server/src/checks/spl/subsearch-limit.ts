import { defineCheck } from "../define.ts";

const BOUNDS: ReadonlySet<string> = new Set([
  "head",
  "tail",
  "dedup",
  "stats",
  "top",
  "rare",
  "inputlookup",
  "makeresults",
  "tstats",
  "return",
  "format",
  "eventcount",
  "metadata",
  "rest",
]);

export const subsearchLimit = defineCheck({
  id: "spl/subsearch-limit",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "A subsearch among the terms is not bounded.",
  why: "A subsearch stops after 10,000 results and 60 seconds without a word; what is beyond is not looked for.",
  on: "subsearch",
  check(node, ctx) {
    if (node.role !== "term") return;
    if (node.pipeline.stages.some((stage) => BOUNDS.has(stage.command) || stage.status !== "known")) return;
    ctx.report(
      { start: node.span.start, end: node.span.start + 1 },
      "The subsearch is cut at 10,000 results and 60 seconds without a word.",
    );
  },
  examples: {
    good: [
      "index=x [ search index=y | stats count by user | fields user ]",
      "index=x [| inputlookup t | fields user ]",
    ],
    bad: [{ spl: "index=x «[» search index=y | fields user ]" }],
  },
});
