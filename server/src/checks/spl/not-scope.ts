import { insert } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";

export const notScope = defineCheck({
  id: "spl/not-scope",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "NOT stands before one of several terms that OR joins.",
  why: "NOT takes the next term only: `error NOT 403 OR 404` is `error AND ((NOT 403) OR 404)`, and the OR lets nearly everything through. Parentheses make NOT reach over all.",
  on: "search-or",
  check(node, ctx) {
    for (const item of node.items.slice(0, -1)) {
      if (item.kind !== "search-not" || item.operand.kind === "search-paren") continue;
      const report = ctx.report(
        item.span,
        `NOT reaches over ${ctx.slice(item.operand.span)} only, and OR joins the rest to it.`,
      );
      report.fact("OR joins this.", node.span);
      report.fix("Let NOT reach over all", [insert(item.operand.span.start, "("), insert(node.span.end, ")")]);
      return;
    }
  },
  examples: {
    good: ["index=x NOT (403 OR 404)", "index=x NOT 403 NOT 404", "index=x a=1 OR NOT b=2"],
    bad: [
      { spl: "index=x error «NOT 403» OR 404", fixed: "index=x error NOT (403 OR 404)" },
      { spl: "index=x («NOT a=1» OR a=2)", fixed: "index=x (NOT (a=1 OR a=2))" },
    ],
  },
});
