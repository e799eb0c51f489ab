import { defineCheck } from "../define.ts";
import { optionOf } from "../support/options.ts";

export const transactionCost = defineCheck({
  id: "spl/transaction-cost",
  severity: "information",
  grade: "hint",
  preset: "recommended",
  summary: "A transaction has no bound in time and no beginning or end.",
  why: "Every transaction stays open until the end of the data. Memory runs out, and open ones are evicted and lost.",
  on: "stage",
  check(stage, ctx) {
    if (stage.command !== "transaction" || stage.nameSpan === undefined) return;
    if (["maxspan", "maxpause", "startswith", "endswith"].some((name) => optionOf(stage, name) !== undefined)) return;
    ctx.report(stage.nameSpan, "Without maxspan, maxpause, startswith or endswith every transaction stays open.");
  },
  examples: { good: ["index=x | transaction host maxspan=5m"], bad: [{ spl: "index=x | «transaction» host" }] },
});
