import { insert } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";
import { optionOf, optionText } from "../support/options.ts";
import { stagesBefore } from "../support/stages.ts";

export const mapMaxsearches = defineCheck({
  id: "spl/map-maxsearches",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "map runs ten searches at most unless told otherwise.",
  why: "For each row map runs a search, and stops after ten. The other rows are left out.",
  on: "stage",
  check(stage, ctx) {
    if (stage.command !== "map" || stage.nameSpan === undefined || optionOf(stage, "maxsearches") !== undefined) return;
    const head = stagesBefore(ctx.pipeline, stage).findLast((one) => one.command === "head");
    const limit = head?.parts.find((part) => part.kind === "literal");
    const rows =
      limit?.kind === "literal"
        ? Number(limit.text)
        : head === undefined
          ? undefined
          : Number(optionText(head, "limit") ?? 10);
    if (rows !== undefined && rows <= 10) return;
    ctx
      .report(stage.nameSpan, "Without maxsearches only the first ten rows are searched for.")
      .fix("Allow 100 searches", insert(stage.nameSpan.end, " maxsearches=100"));
  },
  examples: {
    good: ['index=x | head 5 | map search="search index=y"', 'index=x | map maxsearches=50 search="search index=y"'],
    bad: [
      {
        spl: 'index=x | «map» search="search index=y"',
        fixed: 'index=x | map maxsearches=100 search="search index=y"',
      },
    ],
  },
});
