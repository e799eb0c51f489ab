import { insert } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";
import { ownNodes, stagesBefore } from "../support/stages.ts";

const GROUPS: ReadonlySet<string> = new Set(["stats", "eventstats", "streamstats", "chart"]);

export const statsByRawTime = defineCheck({
  id: "spl/stats-by-raw-time",
  severity: "information",
  grade: "hint",
  preset: "recommended",
  summary: "`_time` is in BY without a bin before.",
  why: "Times have fractions of a second, so each event is a group of its own and nothing is aggregated. Put `bin _time span=…` before, or take the time out with `min(_time)` and `max(_time)`.",
  on: "field",
  check(node, ctx) {
    if (node.name !== "_time" || node.access !== "group" || !GROUPS.has(ctx.stage.command)) return;
    const before = stagesBefore(ctx.pipeline, ctx.stage);
    // Behind stats the rows are no events any more, and their `_time` is one that it made.
    if (ctx.ancestors.at(-1)?.kind === "by-item" || ctx.before().events === null) return;
    if (before.some((stage) => stage.status !== "known" || changesTime(stage.command, stage))) return;
    const report = ctx.report(node.span, "Grouping by the exact time makes nearly every event a group of its own.");
    const { pipe } = ctx.stage;
    if (pipe !== undefined) report.fix("Bin the time before", insert(pipe.start, "| bin _time span=5m "));
  },
  examples: {
    good: [
      "index=x | bin _time span=1h | stats count by _time",
      "index=x | stats min(_time) AS first by host",
      "index=x | stats min(_time) AS _time values(a) AS a by host | stats values(a) by _time",
    ],
    bad: [
      {
        spl: "index=x | stats count by «_time», host",
        fixed: "index=x | bin _time span=5m | stats count by _time, host",
      },
    ],
  },
});

/** bin and bucket, commands that give other rows, and eval of _time. */
function changesTime(command: string, stage: Parameters<typeof ownNodes>[0]): boolean {
  if (
    command === "bin" ||
    command === "bucket" ||
    command === "timechart" ||
    command === "tstats" ||
    command === "transaction"
  )
    return true;
  return ownNodes(stage).some(
    (node) => node.kind === "assignment" && node.target.kind === "field" && node.target.name === "_time",
  );
}
