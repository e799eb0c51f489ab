import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";

export const listLimit = defineCheck({
  id: "spl/list-limit",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "list() keeps at most 100 values.",
  why: "What comes after the first 100 values is lost without a word, and values repeat. `values()` gives each once, without that limit.",
  on: "aggregation",
  check(node, ctx) {
    if (node.name !== "list") return;
    ctx
      .report(node.nameSpan, "list() stops at 100 values.")
      .fix("Change to values()", replace(node.nameSpan, "values"));
  },
  examples: {
    good: ["index=x | stats values(a) by b"],
    bad: [{ spl: "index=x | stats «list»(a) by b", fixed: "index=x | stats values(a) by b" }],
  },
});
