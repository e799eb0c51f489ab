import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";

export const inOperatorCase = defineCheck({
  id: "spl/in-operator-case",
  severity: "hint",
  grade: "hint",
  preset: "all",
  summary: "IN of a search expression is not in upper case.",
  why: "Splunk documents IN in upper case, like AND, OR and NOT.",
  on: "search-in",
  check(node, ctx) {
    const first = node.values[0];
    const between = { start: node.field.span.end, end: first?.span.start ?? node.span.end };
    const found = /\bin\b/i.exec(ctx.slice(between));
    if (found === null || found[0] === "IN") return;
    const start = between.start + found.index;
    const at = { start, end: start + 2 };
    ctx.report(at, `${found[0]} is documented in upper case.`).fix("Change to IN", replace(at, "IN"), true);
  },
  examples: {
    good: ["index=x a IN (1, 2)", "index=x | where a in (1, 2)"],
    bad: [{ spl: "index=x a «in» (1, 2)", fixed: "index=x a IN (1, 2)" }],
  },
});
