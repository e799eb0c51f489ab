import { replace } from "#base/text-edit.ts";
import { isFilledIn } from "#semantics/spl/search-token.ts";
import { defineCheck } from "../define.ts";

export const inSingleValue = defineCheck({
  id: "spl/in-single-value",
  severity: "hint",
  grade: "hint",
  preset: "all",
  summary: "IN has a list of one value.",
  why: "`field=value` says the same. A list of one often lost its other values.",
  on: "search-in",
  check(node, ctx) {
    const [only] = node.values;
    if (node.values.length !== 1 || only?.kind !== "search-value" || node.negated) return;
    // What is filled in may be a list.
    if (isFilledIn(only.text)) return;
    const text = `${ctx.slice(node.field.span)}=${ctx.slice(only.span)}`;
    ctx
      .report(node.span, "The list has one value; = says the same.")
      .fix("Write with =", replace(node.span, text), true);
  },
  examples: {
    good: ["index=x a IN (1, 2)", "index=x a IN ($users$)"],
    bad: [{ spl: 'index=x «a IN ("b c")»', fixed: 'index=x a="b c"' }],
  },
});
