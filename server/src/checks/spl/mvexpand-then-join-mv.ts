import { defineCheck } from "../define.ts";
import { stagesBefore } from "../support/stages.ts";

export const mvexpandThenJoinMv = defineCheck({
  id: "spl/mvexpand-then-join-mv",
  severity: "information",
  grade: "likely",
  preset: "recommended",
  summary: "Two lists of values are expanded one after the other.",
  why: "Each value of one list meets each of the other: a cross product. When the lists belong together by position, `mvzip()` and one mvexpand keep the pairs.",
  on: "stage",
  check(stage, ctx) {
    if (stage.command !== "mvexpand" || stage.nameSpan === undefined) return;
    const before = stagesBefore(ctx.pipeline, stage);
    const other = before.findLast((one) => one.command === "mvexpand" || one.command === "stats");
    if (other?.command !== "mvexpand") return;
    ctx
      .report(stage.nameSpan, "Every value of this list meets every value of the other.")
      .fact("The other list is expanded here.", other.span);
  },
  examples: { good: ["index=x | mvexpand a"], bad: [{ spl: "index=x | mvexpand a | «mvexpand» b" }] },
});
