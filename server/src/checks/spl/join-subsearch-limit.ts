import { defineCheck } from "../define.ts";
import { subsearchOf } from "../support/join.ts";

/** Commands after which few rows are left, or that read a table. */
const BOUNDS: ReadonlySet<string> = new Set(["head", "tail", "top", "rare", "makeresults", "inputlookup", "inputcsv"]);

export const joinSubsearchLimit = defineCheck({
  id: "spl/join-subsearch-limit",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "The subsearch of join is not bounded.",
  why: "A subsearch of join stops after 60 seconds and 50,000 rows, silently. What is beyond does not join, and the detection misses it without a word. One search over both sources with `stats … by key` has no such limit.",
  on: "stage",
  check(stage, ctx) {
    const subsearch = subsearchOf(stage);
    if (stage.command !== "join" || subsearch === undefined || stage.nameSpan === undefined) return;
    const { stages } = subsearch.pipeline;
    if (stages.some((one) => BOUNDS.has(one.command) || one.status !== "known")) return;
    ctx
      .report(stage.nameSpan, "The subsearch of join is cut at 50,000 rows and 60 seconds without a word.")
      .fact("Nothing in the subsearch bounds its rows.", subsearch.span)
      .fact("The usual form without a limit: (condition A) OR (condition B) | stats … by key.");
  },
  examples: {
    good: ["index=x | join a [| inputlookup assets.csv ]", "index=x | join a [ search index=y | head 100 ]"],
    bad: [{ spl: "index=x | «join» a [ search index=y ]" }],
  },
});
