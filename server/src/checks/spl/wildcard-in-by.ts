import { defineCheck } from "../define.ts";

const GROUPS: ReadonlySet<string> = new Set([
  "stats",
  "eventstats",
  "streamstats",
  "chart",
  "timechart",
  "top",
  "rare",
  "tstats",
]);

export const wildcardInBy = defineCheck({
  id: "spl/wildcard-in-by",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A BY list has a wildcard.",
  why: "BY takes names only. A `*` there is part of a name that no row has, so every row is lost.",
  on: "field",
  check(node, ctx) {
    if (node.access !== "group" || !GROUPS.has(ctx.stage.command) || !node.name.includes("*")) return;
    ctx.report(node.span, `${node.name} is taken as a name; wildcards do not work in BY.`);
  },
  examples: { good: ["index=x | stats count(a*) by b"], bad: [{ spl: "index=x | stats count by «a*»" }] },
});
