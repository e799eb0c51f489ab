import { insert } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { isTrue } from "#semantics/spl/infer.ts";
import { defineCheck } from "../define.ts";
import { groupFields, ownNodes, stagesAfter } from "../support/stages.ts";

export const caseNoDefault = defineCheck({
  id: "spl/case-no-default",
  severity: "information",
  grade: "likely",
  preset: "recommended",
  summary: "case() has no last condition that always holds, and its result is grouped by or compared.",
  why: "When no condition of case() holds, the result is null. Rows with a null BY field or a null comparison are lost.",
  on: "assignment",
  check(node, ctx) {
    const { target, value } = node;
    if (target.kind !== "field" || value.kind !== "call" || value.name !== "case" || value.args.length < 2) return;
    const last = value.args.at(-2);
    if (last === undefined || isTrue(last)) return;
    const later = stagesAfter(ctx.pipeline, ctx.stage).find(
      (stage) =>
        groupFields(stage).some((key) => key.name === target.name) ||
        (stage.command === "where" && ownNodes(stage).some((one) => comparisonOf(one)?.field === target.name)),
    );
    if (later === undefined) return;
    ctx
      .report(value.span, `${target.name} is null when no condition holds, and such rows are lost later.`)
      .fact("Here they are lost.", later.span)
      .fix("Add a default", insert(value.span.end - 1, ', true(), "other"'));
  },
  examples: {
    good: ['index=x | eval a=case(b=1,"x",true(),"y") | stats count by a', 'index=x | eval a=case(b=1,"x") | table a'],
    bad: [
      {
        spl: 'index=x | eval a=«case(b=1,"x")» | stats count by a',
        fixed: 'index=x | eval a=case(b=1,"x", true(), "other") | stats count by a',
      },
    ],
  },
});
