import { closest } from "#base/closest.ts";
import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";

export const unknownCommand = defineCheck({
  id: "spl/unknown-command",
  severity: "error",
  grade: "likely",
  preset: "essential",
  summary: "A stage names a command that is not known.",
  why: "Splunk refuses the search unless an app brings the command. Behind it nothing is known of the rows.",
  on: "stage",
  check(stage, ctx) {
    if (stage.status !== "unknown" || stage.nameSpan === undefined) return;
    const report = ctx.report(stage.nameSpan, `Unknown search command '${stage.command}'.`);
    const near = closest(
      stage.command,
      ctx.dialect.commands.map((one) => one.name),
    );
    if (near !== undefined) report.fix(`Change to ${near}`, replace(stage.nameSpan, near));
  },
  examples: {
    good: ["index=x user=$user|s$ | where host=$row.host|u$ | head $n|n$", "index=x | stats count"],
    bad: [{ spl: "index=x | «statz» count", fixed: "index=x | stats count" }],
  },
});
