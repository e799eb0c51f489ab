import { closest } from "#base/closest.ts";
import { replace } from "#base/text-edit.ts";
import { eventFieldNames } from "#semantics/spl/event-fields.ts";
import { nameOrigins } from "#semantics/spl/name-origins.ts";
import type { FieldExpr, FieldRef } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { closedKinds } from "../support/kinds.ts";

export const fieldUnknown = defineCheck({
  id: "spl/field-unknown",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A field is read whose name nobody knows and that is close to one of the admitted events.",
  why: "The name is in no event, no add-on, no data model, and the search does not make it; one that differs by a letter is. A misspelled field is always null.",
  on: ["field-expr", "field"],
  check(node, ctx) {
    if (node.kind === "field" && (node.wildcard || node.access === "write" || node.quote === "double")) return;
    const near = suggestion(node, ctx);
    if (near === undefined) return;
    ctx
      .report(node.span, `${node.name} is known of no event; ${near} is in those that can reach this point.`)
      .fix(`Change to ${near}`, replace(node.span, near));
  },
  examples: {
    good: [
      'index=x source="XmlWinEventLog:Security" EventCode=4688 NewProcessName=*a',
      "index=x ComandLine=*a",
      'index=x source="XmlWinEventLog:Security" EventCode=4688 site=*a',
    ],
    bad: [
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode=4688 | where like(«ComandLine»,"%a")',
        fixed: 'index=x source="XmlWinEventLog:Security" EventCode=4688 | where like(CommandLine,"%a")',
      },
    ],
  },
});

function suggestion(node: FieldExpr | FieldRef, ctx: CheckContext): string | undefined {
  const fields = ctx.before();
  const { name } = node;
  if (fields.events === null || fields.open || fields.written.has(name) || name.length < 5) return undefined;
  const kinds = closedKinds(fields.events);
  if (kinds === undefined || kinds.length > 20 || nameOrigins(ctx.catalog).isKnown(name)) return undefined;
  if (
    ctx.stage.parts.some(
      (part) => part.kind === "assignment" && part.target.kind === "field" && part.target.name === name,
    )
  ) {
    return undefined;
  }
  const names = kinds.flatMap((kind) => eventFieldNames(ctx.catalog, kind));
  const near = closest(name, names);
  return near !== undefined && near.toLowerCase() !== name.toLowerCase()
    ? near
    : names.find((one) => one.toLowerCase() === name.toLowerCase());
}
