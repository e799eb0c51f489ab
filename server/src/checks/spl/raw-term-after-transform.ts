import { defineCheck } from "../define.ts";
import { isBaseSearch } from "../support/stages.ts";

export const rawTermAfterTransform = defineCheck({
  id: "spl/raw-term-after-transform",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "`search` looks for a word in the event's text where there is none any more.",
  why: "Bare words are looked for in `_raw`. stats, table and their kin drop it, so behind them a bare word matches nothing. Name the field.",
  on: "search-term",
  check(node, ctx) {
    if (ctx.stage.command !== "search" || isBaseSearch(ctx.stage, ctx.pipeline) || node.value.text === "*") return;
    const fields = ctx.before();
    if (fields.hasRaw || fields.open || fields.events !== null) return;
    if (/^(and|or|not)$/i.test(node.value.text)) return;
    const removal = fields.removed.findLast((one) => one.name === "*" || one.name === "_raw");
    const report = ctx.report(
      node.span,
      `${ctx.slice(node.span)} is looked for in _raw, which is gone here, so it never matches.`,
    );
    if (removal !== undefined) report.fact(`${removal.command} drops _raw.`, removal.span);
  },
  examples: {
    good: ["index=x error", "index=x | eval a=1 | search error", "index=x | stats count by u | search u=error"],
    bad: [{ spl: "index=x | stats count by u | search «error»" }],
  },
});
