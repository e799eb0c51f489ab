import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";
import { stagesBefore } from "../support/stages.ts";

export const firstLastOrder = defineCheck({
  id: "spl/first-last-order",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "first() or last() is used where the order of time is meant.",
  why: "first() gives the row that came first, and events come newest first: first() is the latest. `earliest()` and `latest()` go by time.",
  on: "aggregation",
  check(node, ctx) {
    if ((node.name !== "first" && node.name !== "last") || node.argument?.kind !== "field") return;
    if (ctx.field("_time").presence === "absent") return;
    // The row before is what they are for there.
    if (ctx.stage.command === "streamstats") return;
    if (stagesBefore(ctx.pipeline, ctx.stage).some((stage) => stage.command === "sort")) return;
    const meant = node.argument.name === "_time" || /first|last|earliest|latest|time/i.test(node.as?.name ?? "");
    if (!meant || ctx.before().order === "sorted") return;
    const name = node.name === "first" ? "earliest" : "latest";
    ctx
      .report(node.nameSpan, `${node.name}() goes by the order of arrival, newest first, and not by time.`)
      .fix(`Change to ${name}()`, replace(node.nameSpan, name));
  },
  examples: {
    good: [
      "index=x | streamstats current=f last(_time) AS previousTime BY user",
      "index=x | table a | stats first(a) AS firstA",
      "index=x | sort 0 _time | stats first(a) AS first",
      "index=x | stats first(a) AS b",
    ],
    bad: [
      { spl: "index=x | stats «first»(_time) AS firstTime", fixed: "index=x | stats earliest(_time) AS firstTime" },
    ],
  },
});
