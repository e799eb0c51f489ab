import { walk } from "#syntax/spl/path.ts";
import { defineCheck } from "../define.ts";

export const latestWithoutEarliest = defineCheck({
  id: "spl/latest-without-earliest",
  severity: "hint",
  grade: "hint",
  preset: "all",
  summary: "`latest` is given and `earliest` is not.",
  why: "The window then begins at the start of the data, or of the picker's range.",
  on: "search-time",
  check(node, ctx) {
    if (node.modifier !== "latest") return;
    let found = false;
    walk(ctx.stage, (one) => {
      if (one.kind === "search-time" && one.modifier === "earliest") found = true;
    });
    if (!found) ctx.report(node.span, "Without earliest the window begins where the data does.");
  },
  examples: { good: ["index=x earliest=-1d latest=now"], bad: [{ spl: "index=x «latest=-1h»" }] },
});
