import type { SplNode } from "#syntax/spl/ast.ts";
import { walk } from "#syntax/spl/path.ts";
import { type CheckContext, defineCheck } from "../define.ts";

export const missingTime = defineCheck({
  id: "spl/missing-time",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "A search of events says nothing about time.",
  why: "Without `earliest` the search runs over whatever range the time picker or the schedule gives. A published search that says its range gives everyone the same result.",
  on: "pipeline",
  check(node, ctx) {
    const [first] = node.stages;
    if (first?.command !== "search" || !readsEvents(ctx)) return;
    if (first.parts.length === 0 || namesTime(first, ctx)) return;
    ctx
      .report(first.span, "No earliest or latest: the search runs over whatever range it is given.")
      .fact("For example earliest=-24h@h.");
  },
  examples: {
    good: ["index=x earliest=-24h@h EventCode=4688", "| tstats count where index=x", "| makeresults | search a=1"],
    bad: [
      { spl: "«index=x EventCode=4688» | table host" },
      { spl: "index=x earliest=-1h [ «search index=y» | fields user ]" },
    ],
  },
});

/** Whether a pipeline starts from events: it is the search itself or a subsearch that is no template. */
export function readsEvents(ctx: Pick<CheckContext, "ancestors">): boolean {
  const parent = ctx.ancestors.at(-1);
  return parent?.kind !== "subsearch" || parent.role !== "template";
}

const TIMES = /^_?(index_)?(earliest|latest)$|^(start|end)time$|ago$|^searchtimespan/;

/** Time terms, conditions on _time, and macros that may hold either. */
function namesTime(stage: SplNode, ctx: CheckContext): boolean {
  let found = false;
  walk(stage, (node) => {
    if (node.kind === "subsearch") return false;
    if (node.kind === "search-time" || node.kind === "macro-call") found = true;
    if (node.kind === "field" && (node.name === "_time" || TIMES.test(node.name))) found = true;
    return true;
  });
  return found || !ctx.analytic.isWritten(stage.span);
}
