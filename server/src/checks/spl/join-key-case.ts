import { defineCheck } from "../define.ts";
import { joinKeys, subsearchOf } from "../support/join.ts";

export const joinKeyCase = defineCheck({
  id: "spl/join-key-case",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "A key of join is in lower or upper case on one side only.",
  why: "join compares keys exactly, case included. When one side went through `lower()` and the other did not, only values that happen to be in that case join.",
  on: "stage",
  check(stage, ctx) {
    const subsearch = subsearchOf(stage);
    if (stage.command !== "join" || subsearch === undefined) return;
    const { flow } = ctx.analytic;
    for (const key of joinKeys(stage)) {
      const left = ctx.field(key.name);
      const right = flow.field(flow.end(subsearch.pipeline), key.name);
      if (left.casing === right.casing) continue;
      // When both cases are known, or one value set is, other checks judge it.
      const [changed, other] = left.casing === "as-is" ? [right, "left"] : [left, "right"];
      const report = ctx.report(
        key.span,
        `${key.name} is in ${changed.casing} case on one side of join and as it came on the other.`,
      );
      report.fact(`${changed.casing}() is applied here.`, changed.provenance.span);
      report.fact(`On the ${other} side ${key.name} keeps its case.`);
    }
  },
  examples: {
    good: [
      "index=x | eval a=lower(a) | join a [ search index=y | eval a=lower(a) ]",
      "index=x | join a [ search index=y ]",
    ],
    bad: [{ spl: "index=x | eval a=lower(a) | join «a» [ search index=y ]" }],
  },
});
