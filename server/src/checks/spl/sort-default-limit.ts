import { insert } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";
import { stagesAfter } from "../support/stages.ts";

export const sortDefaultLimit = defineCheck({
  id: "spl/sort-default-limit",
  severity: "information",
  grade: "hint",
  preset: "recommended",
  summary: "`sort` without a number keeps 10,000 rows only.",
  why: "The rest is lost without a word before the next command. `sort 0` keeps all.",
  on: "stage",
  check(stage, ctx) {
    if (stage.command !== "sort" || stage.nameSpan === undefined) return;
    const limited = stage.parts.some(
      (part) => part.kind === "literal" || (part.kind === "option" && part.name === "limit"),
    );
    const [next] = stagesAfter(ctx.pipeline, stage);
    if (limited || next === undefined || next.command === "head" || next.command === "table") return;
    ctx
      .report(stage.nameSpan, "Without a number sort keeps 10,000 rows.")
      .fix("Keep all rows", insert(stage.nameSpan.end, " 0"), true);
  },
  examples: {
    good: ["index=x | sort 0 -a | stats count", "index=x | sort -a | head 5", "index=x | sort -a"],
    bad: [{ spl: "index=x | «sort» -a | streamstats count", fixed: "index=x | sort 0 -a | streamstats count" }],
  },
});
