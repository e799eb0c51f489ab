import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import type { SearchOr } from "#syntax/spl/ast.ts";
import { defineCheck } from "../define.ts";

export const orChainToIn = defineCheck({
  id: "spl/or-chain-to-in",
  severity: "hint",
  grade: "hint",
  preset: "all",
  summary: "Three or more comparisons of one field are joined by OR.",
  why: "`field IN (a, b, c)` says the same, is shorter and leaves nothing to precedence.",
  on: "search-or",
  check(node, ctx) {
    const chain = sameField(node);
    if (chain === undefined || chain.length < 3) return;
    const [first] = chain;
    if (first === undefined) return;
    const values = chain.map((one) => ctx.slice(one.values[0]?.span ?? one.span));
    const text = `${ctx.slice(first.fieldSpan)} IN (${values.join(", ")})`;
    ctx
      .report(node.span, `${chain.length} comparisons of ${first.field} joined by OR; IN says the same.`)
      .fix("Write as IN", replace(node.span, text), true);
  },
  examples: {
    good: ["index=x a=1 OR a=2", "index=x (a=1 OR b=2 OR a=3)", "index=x a IN (1, 2, 3)"],
    bad: [{ spl: "index=x («a=1 OR a=2 OR a=3»)", fixed: "index=x (a IN (1, 2, 3))" }],
  },
});

/** The comparisons of a chain when all are `f=v` of one field. */
function sameField(node: SearchOr) {
  const chain = node.items.map(comparisonOf);
  const [first] = chain;
  const fits = chain.every((one) => one?.written === "=" && !one.partial && one.field === first?.field);
  return fits ? chain.filter((one) => one !== undefined) : undefined;
}
