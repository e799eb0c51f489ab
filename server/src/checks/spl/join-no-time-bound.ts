import { defineCheck } from "../define.ts";
import { subsearchOf } from "../support/join.ts";
import { optionIsOn } from "../support/options.ts";
import { ownNodes } from "../support/stages.ts";

export const joinNoTimeBound = defineCheck({
  id: "spl/join-no-time-bound",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "join matches rows whatever the time between them.",
  why: "Without `usetime=true` and without a range of its own in the subsearch, an event joins with one of hours before or after. For 'a process right after a connection' the times must be compared.",
  on: "stage",
  check(stage, ctx) {
    const subsearch = subsearchOf(stage);
    if (stage.command !== "join" || subsearch === undefined || stage.nameSpan === undefined) return;
    if (optionIsOn(stage, "usetime", false)) return;
    const [base] = subsearch.pipeline.stages;
    if (base?.command !== "search") return;
    const bounded = subsearch.pipeline.stages.flatMap(ownNodes).some((node) => {
      if (node.kind === "search-time" || node.kind === "macro-call") return true;
      return (node.kind === "field" || node.kind === "field-expr") && node.name === "_time";
    });
    if (bounded) return;
    ctx
      .report(stage.nameSpan, "Rows join whatever the time between them.")
      .fact("The subsearch says nothing about time.", subsearch.span)
      .fact("usetime=true earlier=false joins only with rows that are not older than the left one.");
  },
  examples: {
    good: [
      "index=x | join usetime=true a [ search index=y ]",
      "index=x | join a [ search index=y earliest=-5m ]",
      "index=x | join a [| inputlookup t.csv ]",
    ],
    bad: [{ spl: "index=x | «join» a [ search index=y ]" }],
  },
});
