import { nameOrigins } from "#semantics/spl/name-origins.ts";
import type { Assignment } from "#syntax/spl/ast.ts";
import { expressionFields } from "#syntax/spl/expression-fields.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { keepsValue } from "../support/assignments.ts";
import { groupFields, ownNodes, stagesAfter } from "../support/stages.ts";

export const overwrittenField = defineCheck({
  id: "spl/overwritten-field",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "A field of the event gets a new value and is shown, grouped or joined later.",
  why: "The original value (its case, its host part) is lost for the analyst who reads the result. A new name for the changed value keeps both.",
  on: "assignment",
  check(node, ctx) {
    const { target } = node;
    if (target.kind !== "field" || target.template !== undefined || ctx.stage.command !== "eval") return;
    if (ctx.before().events === null || target.name.startsWith("_") || !isOfEvent(node, target.name, ctx)) return;
    if (keepsValue(node, (expr) => ctx.analytic.flow.infer(expr, ctx.before()))) return;
    if (!isShown(target.name, ctx)) return;
    ctx
      .report(node.span, `${target.name} of the event is overwritten, and the result shows the new value.`)
      .fact(`A new name, such as ${target.name}_lower, would keep the original.`);
  },
  examples: {
    good: [
      "index=x | eval path=lower(Image) | table path",
      'index=x source="XmlWinEventLog:Security" | eval NewProcessName=lower(NewProcessName) | where like(NewProcessName,"%a") | table host',
      'index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=3 | eval DestinationIp=coalesce(DestinationIp, dest_ip) | table DestinationIp',
    ],
    bad: [
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode=4688 | eval «NewProcessName=lower(NewProcessName)» | table NewProcessName',
      },
    ],
  },
});

/** The name is a data item of some event, or the new value is made from the old one. */
function isOfEvent(node: Assignment, name: string, ctx: CheckContext): boolean {
  const written = ctx.before().written.get(name)?.provenance.kind;
  if (written !== undefined && written !== "event" && written !== "eval") return false;
  return nameOrigins(ctx.catalog).isEventField(name) || expressionFields(node.value).includes(name);
}

/** Commands that show the fields they name. */
const SHOWS: ReadonlySet<string> = new Set(["table", "fields", "join"]);

function isShown(name: string, ctx: CheckContext): boolean {
  return stagesAfter(ctx.pipeline, ctx.stage).some((stage) => {
    if (groupFields(stage).some((key) => key.name === name)) return true;
    return SHOWS.has(stage.command) && ownNodes(stage).some((node) => node.kind === "field" && node.name === name);
  });
}
