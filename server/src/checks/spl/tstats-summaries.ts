import { insert } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";
import { optionOf } from "../support/options.ts";
import { datasetOf } from "../support/tstats.ts";

export const tstatsSummaries = defineCheck({
  id: "spl/tstats-summaries",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "tstats does not say whether it reads accelerated summaries only.",
  why: "Without `summariesonly` data that is not summarised yet is read as events, which is slow; with it such data is left out. A detection should say which it wants.",
  on: "stage",
  check(stage, ctx) {
    if (datasetOf(stage) === undefined || stage.nameSpan === undefined) return;
    if (optionOf(stage, "summariesonly") !== undefined || stage.parts.some((part) => part.kind === "macro-call"))
      return;
    ctx
      .report(stage.nameSpan, "Neither summariesonly nor the macro for it is given.")
      .fix("Use the macro of the public content", insert(stage.nameSpan.end, " `security_content_summariesonly`"));
  },
  examples: {
    good: [
      "| tstats summariesonly=true count from datamodel=Endpoint.Processes",
      "| tstats `security_content_summariesonly` count from datamodel=Endpoint.Processes",
    ],
    bad: [
      {
        spl: "| «tstats» count from datamodel=Endpoint.Processes",
        fixed: "| tstats `security_content_summariesonly` count from datamodel=Endpoint.Processes",
      },
    ],
  },
});
