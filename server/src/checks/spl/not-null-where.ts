import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { isAlwaysThere } from "#semantics/spl/event-fields.ts";
import { defineCheck } from "../define.ts";
import { bare } from "../support/assignments.ts";
import { evalName } from "../support/fixes.ts";
import { keepsNull } from "../support/null-guard.ts";

export const notNullWhere = defineCheck({
  id: "spl/not-null-where",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "`NOT` over a comparison in `where` also loses the rows without the field.",
  why: 'A comparison with a null field is null, NOT of null is null, and where keeps only what is true. Unlike search, `where NOT f="x"` therefore drops rows without f.',
  on: "unary",
  check(node, ctx) {
    if (node.op !== "NOT" || ctx.stage.command !== "where") return;
    const comparison = comparisonOf(bare(node.operand));
    if (comparison === undefined || isAlwaysThere(comparison.field)) return;
    if (ctx.field(comparison.field).presence !== "maybe" || keepsNull(ctx, comparison.field)) return;
    const text = `(isnull(${evalName(comparison.field)}) OR ${ctx.slice(node.span)})`;
    ctx
      .report(node.span, `Rows without ${comparison.field} are dropped here too, unlike in search.`)
      .fix("Keep rows without the field", replace(node.span, text));
  },
  examples: {
    good: [
      "index=x NOT a=1",
      "index=x | stats count by a | where NOT a=1",
      "index=x | where isnull(a) OR a!=1",
      'index=x | where isnull(a) OR NOT a="1"',
    ],
    bad: [{ spl: 'index=x | where «NOT like(a,"%b%")»' }],
  },
});
