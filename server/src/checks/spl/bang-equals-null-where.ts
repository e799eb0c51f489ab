import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { isAlwaysThere } from "#semantics/spl/event-fields.ts";
import { defineCheck } from "../define.ts";
import { evalName } from "../support/fixes.ts";
import { keepsNull } from "../support/null-guard.ts";

export const bangEqualsNullWhere = defineCheck({
  id: "spl/bang-equals-null-where",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "`field!=value` in `where` loses the rows without the field.",
  why: "A comparison with a null field is null, and where keeps only what is true.",
  on: "binary",
  check(node, ctx) {
    if (node.op !== "!=" || ctx.stage.command !== "where") return;
    const comparison = comparisonOf(node);
    if (comparison === undefined || isAlwaysThere(comparison.field) || comparison.through !== undefined) return;
    if (ctx.field(comparison.field).presence !== "maybe" || comparison.values[0]?.text === "") return;
    if (keepsNull(ctx, comparison.field)) return;
    ctx
      .report(node.span, `Rows without ${comparison.field} are dropped here too.`)
      .fix(
        "Keep rows without the field",
        replace(node.span, `(isnull(${evalName(comparison.field)}) OR ${ctx.slice(node.span)})`),
      );
  },
  examples: {
    good: [
      'index=x | where isnull(a) OR a!="b"',
      'index=x | stats count by a | where a!="b"',
      'index=x | where host!="b"',
    ],
    bad: [{ spl: 'index=x | where «a!="b"»' }],
  },
});
