import { defineCheck } from "../define.ts";

export const noopCommand = defineCheck({
  id: "spl/noop-command",
  severity: "information",
  grade: "proved",
  preset: "all",
  summary: "A command's side effect is not carried out here.",
  why: "Rows pass unchanged. What the command writes or sends on a Splunk server is left out in a run on a sample.",
  on: "stage",
  check(stage, ctx) {
    const plan = ctx.dialect.command(stage.command)?.plan;
    if (stage.status !== "known" || plan?.kind !== "no-op" || stage.nameSpan === undefined) return;
    ctx.report(stage.nameSpan, `${stage.command} has no effect here: ${plan.because}`);
  },
  examples: { good: ["index=x | stats count"], bad: [{ spl: "index=x | «collect» index=y" }] },
});
