import { defineCheck } from "../define.ts";
import { groupFields, stagesBefore } from "../support/stages.ts";

export const fillnullAfterStats = defineCheck({
  id: "spl/fillnull-after-stats",
  severity: "hint",
  grade: "proved",
  preset: "recommended",
  summary: "fillnull fills a BY field after the grouping.",
  why: "Rows with a null BY field are already lost there, and the field is never null behind it. fillnull belongs before.",
  on: "field",
  check(node, ctx) {
    if (ctx.stage.command !== "fillnull" || node.wildcard) return;
    const before = stagesBefore(ctx.pipeline, ctx.stage);
    const grouping = before.findLast(
      (one) => one.command === "stats" || one.status !== "known" || CHANGES.has(one.command),
    );
    if (grouping?.command !== "stats") return;
    const key = groupFields(grouping).find((one) => one.name === node.name);
    if (key === undefined) return;
    ctx
      .report(node.span, `${node.name} is never null here; rows without it are lost in stats.`)
      .fact("It is in BY here.", key.span);
  },
  examples: {
    good: ["index=x | fillnull a | stats count by a", "index=x | stats sum(b) AS b by a | fillnull b"],
    bad: [{ spl: "index=x | stats count by a | fillnull value=0 «a»" }],
  },
});

/** Commands after which a BY field may be null again. */
const CHANGES: ReadonlySet<string> = new Set([
  "append",
  "appendcols",
  "appendpipe",
  "eval",
  "join",
  "lookup",
  "rename",
  "union",
  "chart",
  "timechart",
  "xyseries",
]);
