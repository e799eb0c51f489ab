import { eventField } from "#semantics/spl/event-fields.ts";
import { EVENT_ID_FIELDS } from "#semantics/spl/judge-kind.ts";
import type { Stage } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { closedKinds } from "../support/kinds.ts";
import { isBaseSearch, ownNodes } from "../support/stages.ts";

export const eventCodeMissing = defineCheck({
  id: "spl/event-code-missing",
  severity: "information",
  grade: "hint",
  preset: "recommended",
  summary: "A Windows channel is searched for fields of particular events without a condition on the event id.",
  why: "A channel mixes events with different fields. Without EventCode the search reads all of them, and a field that only some have decides silently which events count.",
  on: "stage",
  check(stage, ctx) {
    if (!isBaseSearch(stage, ctx.pipeline)) return;
    const { flow } = ctx.analytic;
    const events = ctx.pipeline.stages.slice(0, flow.eventStages(ctx.pipeline));
    const kinds = closedKinds(flow.after(stage).kinds);
    if (kinds === undefined || kinds.length < 2) return;
    const named = (one: Stage) => fieldNames(one).some((name) => EVENT_ID_FIELDS.has(name));
    if (events.some(named)) return;
    const particular = [...new Set(ctx.pipeline.stages.flatMap(fieldNames))].filter((name) => isParticular(name, ctx));
    const [first] = particular;
    if (first === undefined) return;
    ctx
      .report(stage.span, `No condition on EventCode: all ${kinds.length} kinds of event of the channel are read.`)
      .fact(`${particular.slice(0, 4).join(", ")} ${particular.length === 1 ? "is" : "are"} only in some of them.`);
  },
  examples: {
    good: [
      'index=x source="XmlWinEventLog:Security" EventCode=4688 NewProcessName=*a',
      'index=x source="XmlWinEventLog:Security" host=a',
      "index=x NewProcessName=*a",
    ],
    bad: [{ spl: '«index=x source="XmlWinEventLog:Security"» | where like(NewProcessName,"%a")' }],
  },
});

function fieldNames(stage: Stage): readonly string[] {
  return ownNodes(stage).flatMap((node) => (node.kind === "field" || node.kind === "field-expr" ? [node.name] : []));
}

/** A data item that some of the admitted events have and others do not. */
function isParticular(name: string, ctx: CheckContext): boolean {
  const kinds = closedKinds(ctx.after(ctx.pipeline.stages[0]).kinds) ?? [];
  const facts = kinds.map((kind) => eventField(ctx.catalog, kind, name));
  return facts.some((fact) => fact.from === "event") && facts.some((fact) => fact.presence === "absent");
}
