import { defineCheck } from "../define.ts";
import { subsearchOf } from "../support/join.ts";

const BOUNDS: ReadonlySet<string> = new Set([
  "head",
  "tail",
  "stats",
  "top",
  "rare",
  "inputlookup",
  "makeresults",
  "tstats",
  "timechart",
  "chart",
  "inputcsv",
]);

export const appendLimit = defineCheck({
  id: "spl/append-limit",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "The subsearch of append is not bounded.",
  why: "append takes 50,000 rows of its subsearch and stops after 60 seconds without a word.",
  on: "stage",
  check(stage, ctx) {
    const subsearch = subsearchOf(stage);
    if (
      (stage.command !== "append" && stage.command !== "appendcols") ||
      subsearch === undefined ||
      stage.nameSpan === undefined
    )
      return;
    if (subsearch.pipeline.stages.some((one) => BOUNDS.has(one.command) || one.status !== "known")) return;
    ctx.report(
      stage.nameSpan,
      `The subsearch of ${stage.command} is cut at 50,000 rows and 60 seconds without a word.`,
    );
  },
  examples: {
    good: ["index=x | append [ search index=y | stats count by a ]"],
    bad: [{ spl: "index=x | «append» [ search index=y ]" }],
  },
});
