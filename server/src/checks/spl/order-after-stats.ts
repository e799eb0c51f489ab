import { defineCheck } from "../define.ts";
import { stagesBefore } from "../support/stages.ts";

const ORDERED: ReadonlySet<string> = new Set([
  "head",
  "dedup",
  "streamstats",
  "delta",
  "transaction",
  "accum",
  "autoregress",
]);
const UNORDERED: ReadonlySet<string> = new Set(["stats", "join", "append", "tstats", "chart", "union", "multisearch"]);

export const orderAfterStats = defineCheck({
  id: "spl/order-after-stats",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "A command that goes by the order of rows follows one that does not keep any.",
  why: "stats, join and append give rows in no promised order. What `head`, `dedup` or `streamstats` then makes of them differs from run to run. Sort first.",
  on: "stage",
  check(stage, ctx) {
    if (!ORDERED.has(stage.command) || stage.nameSpan === undefined) return;
    const before = stagesBefore(ctx.pipeline, stage);
    const last = before.findLast(
      (one) => UNORDERED.has(one.command) || one.command === "sort" || one.command === "top" || one.status !== "known",
    );
    if (last === undefined || !UNORDERED.has(last.command)) return;
    ctx
      .report(stage.nameSpan, `${stage.command} goes by the order of rows, which ${last.command} does not keep.`)
      .fact(`${last.command} stands here.`, last.nameSpan);
  },
  examples: {
    good: ["index=x | stats count by a | sort 0 -count | head 5", "index=x | head 5", "index=x | top a | head 5"],
    bad: [{ spl: "index=x | stats count by a | «head» 5" }],
  },
});
