import { replace } from "#base/text-edit.ts";
import { isAlwaysThere } from "#semantics/spl/event-fields.ts";
import { defineCheck } from "../define.ts";
import { isOr, withinStage } from "../support/situation.ts";

export const notVsBangEquals = defineCheck({
  id: "spl/not-vs-bang-equals",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "`field!=value` in search also loses the rows without the field.",
  why: "`user!=bob` keeps rows that have a user other than bob. `NOT user=bob` keeps those without a user too. Which of the two is meant should be visible.",
  on: "search-compare",
  check(node, ctx) {
    if (node.op !== "!=" || node.field.kind !== "field" || node.value.kind !== "search-value") return;
    const { name } = node.field;
    if (isAlwaysThere(name) || node.value.text === "*" || node.value.text === "") return;
    if (ctx.field(name).presence === "definite") return;
    const value = ctx.slice(node.value.span);
    const [outer] = withinStage(ctx);
    const negated = `NOT ${ctx.slice(node.field.span)}=${value}`;
    const text = outer !== undefined && isOr(outer) ? `(${negated})` : negated;
    ctx
      .report(node.span, `Rows without ${name} are lost too; NOT ${name}=${value} keeps them.`)
      .fix("Keep rows without the field", replace(node.span, text));
  },
  examples: {
    good: ["index=x NOT user=bob", "index=x host!=a", "index=x | stats count by user | search user!=bob"],
    bad: [
      { spl: "index=x «user!=bob»", fixed: "index=x NOT user=bob" },
      { spl: "index=x («user!=bob» OR a=1)", fixed: "index=x ((NOT user=bob) OR a=1)" },
    ],
  },
});
