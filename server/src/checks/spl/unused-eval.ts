import { needs } from "#semantics/spl/liveness.ts";
import { isFilledIn } from "#semantics/spl/search-token.ts";
import type { Assignment, Stage } from "#syntax/spl/ast.ts";
import { expressionFields } from "#syntax/spl/expression-fields.ts";
import { defineCheck } from "../define.ts";

export const unusedEval = defineCheck({
  id: "spl/unused-eval",
  severity: "information",
  grade: "likely",
  preset: "recommended",
  summary: "A field is computed and not used.",
  why: "No later command reads it and the result does not show it. It costs time, or a later command names it differently.",
  on: "assignment",
  check(node, ctx) {
    const { target } = node;
    if (ctx.stage.command !== "eval" || target.kind !== "field" || target.template !== undefined) return;
    if (target.name.startsWith("_") || isFilledIn(target.name) || usedInStage(node, target.name, ctx.stage)) return;
    const live = ctx.analytic.live(ctx.pipeline).get(ctx.stage);
    if (live === undefined || needs(live, target.name)) return;
    ctx.report(node.span, `${target.name} is not used after this.`).unnecessary();
  },
  examples: {
    good: [
      "index=x | eval a=1 | table a",
      "index=x | eval a=1",
      "index=x | eval a=1, b=a+1 | table b",
      "index=x | eval a=1, $b$=2 | table $c$",
    ],
    bad: [{ spl: "index=x | eval «a=1» | table b" }],
  },
});

/** A later assignment of the same eval reads it. */
function usedInStage(node: Assignment, name: string, stage: Stage): boolean {
  const at = stage.parts.indexOf(node);
  return stage.parts
    .slice(at + 1)
    .some((part) => part.kind === "assignment" && expressionFields(part.value).includes(name));
}
