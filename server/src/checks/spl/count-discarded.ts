import { needs } from "#semantics/spl/liveness.ts";
import { defineCheck } from "../define.ts";

export const countDiscarded = defineCheck({
  id: "spl/count-discarded",
  severity: "hint",
  grade: "hint",
  preset: "all",
  summary: "An aggregation's result is not used.",
  why: "A count that is neither shown nor compared says that the grouping is meant as `dedup`, or that a threshold was forgotten.",
  on: "aggregation",
  check(node, ctx) {
    if (ctx.stage.command !== "stats" || ctx.ancestors.at(-1)?.kind !== "stage") return;
    const { argument } = node;
    if (argument?.kind === "field" && argument.wildcard) return;
    const name = node.as?.name ?? node.written;
    const live = ctx.analytic.live(ctx.pipeline).get(ctx.stage);
    if (live === undefined || needs(live, name)) return;
    ctx.report(node.span, `${name} is neither shown nor compared later.`);
  },
  examples: {
    good: [
      "index=x | stats count by a | table $columns|s$",
      "index=x | stats count by a",
      "index=x | stats count by a | where count>5 | table a",
    ],
    bad: [{ spl: "index=x | stats «count» by a | table a" }],
  },
});
