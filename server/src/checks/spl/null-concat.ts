import { replace } from "#base/text-edit.ts";
import { flatten } from "#semantics/spl/condition.ts";
import { presenceFor } from "#semantics/spl/field-lookup.ts";
import type { FieldExpr } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { closedKinds } from "../support/kinds.ts";

export const nullConcat = defineCheck({
  id: "spl/null-concat",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "A text is joined with a field that some admitted events do not have.",
  why: 'One null part makes the whole text null, so the message is missing for exactly those events. `coalesce(field,"-")` keeps it.',
  on: "binary",
  check(node, ctx) {
    const parent = ctx.ancestors.at(-1);
    if (node.op !== "." && node.op !== "+") return;
    if (parent?.kind === "binary" && parent.op === node.op) return;
    const parts = flatten(node, node.op);
    if (!parts.some((part) => part.kind === "string")) return;
    for (const part of parts) {
      if (part.kind !== "field-expr" || !isPartial(part, ctx)) continue;
      ctx
        .report(part.span, `${part.name} is not in every event here, and one null part makes the whole text null.`)
        .fix("Give it a default", replace(part.span, `coalesce(${ctx.slice(part.span)},"-")`), true);
    }
  },
  examples: {
    good: [
      'index=x | eval a=b." ".c',
      'index=x source="XmlWinEventLog:Security" EventCode=4688 | eval a="x ".NewProcessName',
    ],
    bad: [
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode IN (4688, 4656) | eval a="x ".«NewProcessName»',
        fixed:
          'index=x source="XmlWinEventLog:Security" EventCode IN (4688, 4656) | eval a="x ".coalesce(NewProcessName,"-")',
      },
    ],
  },
});

/** In some of the admitted kinds of event and not in others. */
function isPartial({ name }: FieldExpr, ctx: CheckContext): boolean {
  const kinds = closedKinds(ctx.before().kinds);
  const info = ctx.field(name);
  if (kinds === undefined || info.presenceByKind === undefined) return false;
  const absent = kinds.filter((kind) => presenceFor(info, kind) === "absent");
  return absent.length > 0 && absent.length < kinds.length;
}
