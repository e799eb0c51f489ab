import { defineCheck } from "../define.ts";

export const dedupOnRaw = defineCheck({
  id: "spl/dedup-on-raw",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "`dedup _raw` keeps every event's text in memory.",
  why: "It compares whole events. The few fields that make an event the same cost far less.",
  on: "field",
  check(node, ctx) {
    if (ctx.stage.command !== "dedup" || node.name !== "_raw") return;
    ctx.report(node.span, "dedup keeps the text of every event in memory for this.");
  },
  examples: { good: ["index=x | dedup host"], bad: [{ spl: "index=x | dedup «_raw»" }] },
});
