import { needs } from "#semantics/spl/liveness.ts";
import { defineCheck } from "../define.ts";
import { stagesAfter } from "../support/stages.ts";

const GROUPS: ReadonlySet<string> = new Set(["stats", "tstats"]);

/** Commands that see several rows at once and yet give each row, or the first of equal ones, whatever number there is of them. */
const ORDERS_ROWS: ReadonlySet<string> = new Set(["sort", "reverse", "dedup", "uniq", "join", "append"]);

export const unusedByField = defineCheck({
  id: "spl/unused-by-field",
  severity: "information",
  grade: "likely",
  preset: "recommended",
  summary: "A BY field is not used after the command.",
  why: "Every BY field splits the groups further and loses the rows that lack it. One that no later command reads and that the result does not show only does harm.",
  on: "field",
  check(node, ctx) {
    if (node.access !== "group" || !GROUPS.has(ctx.stage.command) || node.wildcard) return;
    const live = ctx.analytic.live(ctx.pipeline).get(ctx.stage);
    if (live === undefined || needs(live, node.name)) return;
    // Where rows are counted, summed or picked later, what the groups are split by decides the result.
    const seesRows = (command: string): boolean =>
      !ORDERS_ROWS.has(command) && ctx.dialect.command(command)?.rowWise !== true;
    if (stagesAfter(ctx.pipeline, ctx.stage).some(({ command }) => seesRows(command))) return;
    // Joins and lookups by all common fields, and callers of a subsearch, are known to the liveness itself.
    ctx
      .report(node.span, `${node.name} is not used after ${ctx.stage.command}; it only splits groups and loses rows.`)
      .unnecessary();
  },
  examples: {
    good: [
      "index=x | stats count by user, host | stats count as hosts by user",
      "index=x | bin _time span=1h | stats count by _time, host | timechart avg(count) by host",
      "index=x | stats count by a, b | outlier count | table a, count",
      "index=x | stats count by a, b | head 5 | table a, count",
      "index=x | stats count by a | table $columns$",
      "index=x | stats count by a, b | table a, b",
      "index=x | stats count by a, b",
      "index=x | stats count by a, b | where b=1 | table a",
    ],
    bad: [
      { spl: "index=x | stats count by a, «b» | table a, count" },
      { spl: "index=x | stats count by a, «b» | sort - count | eval c=count*2 | table a, c" },
    ],
  },
});
