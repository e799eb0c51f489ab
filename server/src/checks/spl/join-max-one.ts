import { insert } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";
import { joinKeys, subsearchOf } from "../support/join.ts";
import { optionText } from "../support/options.ts";
import { groupFields } from "../support/stages.ts";

export const joinMaxOne = defineCheck({
  id: "spl/join-max-one",
  severity: "information",
  grade: "likely",
  preset: "all",
  summary: "join takes only the first matching row, and several may match.",
  why: "Without `max=` each row joins one row of the subsearch, the first. When a key has several rows there, the others are ignored.",
  on: "stage",
  check(stage, ctx) {
    const subsearch = subsearchOf(stage);
    if (stage.command !== "join" || subsearch === undefined || stage.nameSpan === undefined) return;
    if (optionText(stage, "max") !== undefined) return;
    const keys = new Set(joinKeys(stage).map((key) => key.name));
    const unique = subsearch.pipeline.stages.some((one) => {
      if (one.status !== "known") return true;
      const names =
        one.command === "dedup" ? one.parts.flatMap((part) => (part.kind === "field" ? [part] : [])) : groupFields(one);
      const closes = one.command === "dedup" || one.command === "stats" || one.command === "tstats";
      return closes && names.length > 0 && names.every((name) => keys.has(name.name));
    });
    if (unique || subsearch.pipeline.stages[0]?.command === "inputlookup") return;
    ctx
      .report(stage.nameSpan, "Only the first row of the subsearch with the same key joins.")
      .fix("Join all matching rows", insert(stage.nameSpan.end, " max=0"));
  },
  examples: {
    good: ["index=x | join max=0 a [ search index=y ]", "index=x | join a [ search index=y | stats count by a ]"],
    bad: [{ spl: "index=x | «join» a [ search index=y ]", fixed: "index=x | join max=0 a [ search index=y ]" }],
  },
});
