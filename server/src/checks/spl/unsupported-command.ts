import { defineCheck } from "../define.ts";

export const unsupportedCommand = defineCheck({
  id: "spl/unsupported-command",
  severity: "warning",
  grade: "proved",
  preset: "recommended",
  summary: "A command cannot be run on samples here.",
  why: "The search is read, explained and checked, but a run on a sample stops at this command and says so.",
  on: "stage",
  check(stage, ctx) {
    const plan = ctx.dialect.command(stage.command)?.plan;
    if (stage.status !== "known" || plan?.kind !== "refused" || stage.nameSpan === undefined) return;
    ctx.report(stage.nameSpan, `${stage.command} is not run here: ${plan.because}`);
  },
  examples: { good: ["index=x | stats count"], bad: [{ spl: "index=x | «predict» a" }] },
});
