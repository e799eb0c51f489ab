import { insert } from "#base/text-edit.ts";
import { flatten } from "#semantics/spl/condition.ts";
import { defineCheck } from "../define.ts";

export const andOrMixWhere = defineCheck({
  id: "spl/and-or-mix-where",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "OR stands beside AND without parentheses in an eval expression.",
  why: "In eval and where AND binds tighter than OR, the reverse of search: `a OR b AND c` is `a OR (b AND c)`. Parentheses say what is meant.",
  on: "binary",
  check(node, ctx) {
    const parent = ctx.ancestors.at(-1);
    if (node.op !== "OR" || (parent?.kind === "binary" && parent.op === "OR")) return;
    const mixed = flatten(node, "OR").filter((part) => part.kind === "binary" && part.op === "AND");
    const [first] = mixed;
    if (first === undefined) return;
    ctx
      .report(
        node.span,
        `AND binds tighter than OR here: ${ctx.slice(first.span).replace(/\s+/g, " ")} belongs together.`,
      )
      .fix(
        "Add the parentheses that show the grouping",
        mixed.flatMap((part) => [insert(part.span.start, "("), insert(part.span.end, ")")]),
        true,
      );
  },
  examples: {
    good: ["index=x | where a=1 OR (b=2 AND c=3)", "index=x | where a=1 AND b=2"],
    bad: [{ spl: "index=x | where «a=1 OR b=2 AND c=3»", fixed: "index=x | where a=1 OR (b=2 AND c=3)" }],
  },
});
