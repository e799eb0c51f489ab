import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { defineCheck } from "../define.ts";

export const inDuplicate = defineCheck({
  id: "spl/in-duplicate",
  severity: "information",
  grade: "proved",
  preset: "recommended",
  summary: "A value is twice in a list or a chain of OR.",
  why: "The second one does nothing; perhaps another value was meant.",
  on: ["search-in", "in-expr", "search-or"],
  check(node, ctx) {
    const all = node.kind === "search-or" ? node.items.map(comparisonOf) : [comparisonOf(node)];
    const seen = new Map<string, string>();
    for (const comparison of all) {
      if (comparison === undefined || comparison.op === "range" || comparison.op === "match") continue;
      if (node.kind === "search-or" && comparison.written !== "=") continue;
      for (const [index, { text, span }] of comparison.values.entries()) {
        const value = comparison.language === "search" ? text.toLowerCase() : text;
        const key = `${comparison.field}\u0000${value}`;
        const before = seen.get(key);
        seen.set(key, before ?? text);
        if (before === undefined) continue;
        const at = node.kind === "search-or" ? comparison.span : span;
        const report = ctx.report(at, `${ctx.slice(span)} is in the list already.`).unnecessary();
        const previous = comparison.values[index - 1];
        if (node.kind !== "search-or" && previous !== undefined) {
          report.fix("Remove it", replace({ start: previous.span.end, end: span.end }, ""), true);
        }
      }
    }
  },
  examples: {
    good: ["index=x a IN (b, c)", 'index=x | where a IN ("b", "B")', "index=x a=1 OR b=1"],
    bad: [{ spl: "index=x a IN (b, c, «B»)", fixed: "index=x a IN (b, c)" }, { spl: "index=x (a=1 OR b=2 OR «a=1»)" }],
  },
});
