import { defineCheck } from "../define.ts";
import { ownNodes, stagesAfter } from "../support/stages.ts";

export const dedupBeforeFilter = defineCheck({
  id: "spl/dedup-before-filter",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "Rows are filtered after `dedup` by a field that is no key of it.",
  why: "dedup keeps the first row of each key. If the filter then takes that row out, the key is gone although other rows of it would have passed. Filter first.",
  on: "stage",
  check(stage, ctx) {
    if (stage.command !== "dedup" || stage.nameSpan === undefined) return;
    const keys = new Set(stage.parts.flatMap((part) => (part.kind === "field" ? [part.name] : [])));
    const [next] = stagesAfter(ctx.pipeline, stage);
    if (
      next === undefined ||
      (next.command !== "search" && next.command !== "where") ||
      !ctx.analytic.isWritten(next.span)
    )
      return;
    const read = ownNodes(next).flatMap((node) =>
      node.kind === "field" || node.kind === "field-expr" ? [node.name] : [],
    );
    const other = read.find((name) => !keys.has(name));
    if (other === undefined) return;
    ctx
      .report(stage.nameSpan, `The row that dedup keeps may be the one that the filter on ${other} takes out.`)
      .fact("The filter stands here.", next.span);
  },
  examples: {
    good: ["index=x | where b=1 | dedup a", "index=x | dedup a | where a=1"],
    bad: [{ spl: "index=x | «dedup» a | where b=1" }],
  },
});
