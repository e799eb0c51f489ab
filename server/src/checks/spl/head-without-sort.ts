import { defineCheck } from "../define.ts";
import { stagesBefore } from "../support/stages.ts";

export const headWithoutSort = defineCheck({
  id: "spl/head-without-sort",
  severity: "hint",
  grade: "hint",
  preset: "all",
  summary: "`head` or `tail` takes rows of no particular order.",
  why: "Behind an aggregation the order says nothing, so which rows are kept is arbitrary.",
  on: "stage",
  check(stage, ctx) {
    if ((stage.command !== "head" && stage.command !== "tail") || stage.nameSpan === undefined) return;
    const before = stagesBefore(ctx.pipeline, stage);
    if (
      ctx.before().events !== null ||
      before.some(
        (one) => one.command === "sort" || one.command === "top" || one.command === "rare" || one.status !== "known",
      )
    )
      return;
    ctx.report(stage.nameSpan, "The rows are in no particular order here; sort first.");
  },
  examples: {
    good: ["index=x | head 5", "index=x | stats count by a | sort 0 a | head 5"],
    bad: [{ spl: "index=x | table a | «head» 5" }],
  },
});
