import type { EventKinds } from "#events/field-set.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { ANY_KIND, admittedKinds, isRewritten } from "#semantics/spl/event-kinds.ts";
import { EVENT_ID_FIELDS } from "#semantics/spl/judge-kind.ts";
import { isListed } from "#semantics/spl/windows-source.ts";
import type { SplNode } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { channelName, listed } from "../support/kinds.ts";
import { besideConditions, conditionsOf, emptyHere, endsSearch, roleOf } from "../support/situation.ts";

export const eventIdNotInChannel = defineCheck({
  id: "spl/event-id-not-in-channel",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "An event id is asked for that none of the selected channels logs.",
  why: "Event ids belong to a channel: 4103 is logged to Microsoft-Windows-PowerShell/Operational and never to Security. The comparison can match nothing from the selected channels.",
  on: ["search-compare", "search-in", "binary", "in-expr"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison === undefined || comparison.negated || !EVENT_ID_FIELDS.has(comparison.field)) return;
    if (comparison.op !== "search" && comparison.op !== "equals") return;
    if (isRewritten(ctx.before())(comparison.field)) return;
    const channels = selectedChannels(ctx, node);
    if (channels === undefined) return;
    for (const value of comparison.values) {
      if (!/^\d+$/.test(value.text)) continue;
      const id = Number(value.text);
      if (channels.some((channel) => ctx.catalog.windows.eventsWithId(channel, id).length > 0)) continue;
      const at = comparison.values.length === 1 ? comparison.span : value.span;
      const elsewhere = ctx.catalog.windows.byId(id);
      const report = ctx.report(at, `Event ${id} is not logged to ${listed(channels.map(channelName), "or")}.`);
      for (const event of elsewhere.slice(0, 3)) report.fact(`${event.channel} logs ${id}: ${event.title}.`);
      if (elsewhere.length === 0) report.fact(`No channel of the catalog logs ${id}.`).grade("likely");
      if (comparison.values.length === 1 && roleOf(ctx) === "required") {
        report.fact(`The condition must hold for every event, so ${emptyHere(ctx)}.`, ctx.stage.span, endsSearch(ctx));
      }
    }
  },
  examples: {
    good: [
      'index=x source="XmlWinEventLog:Security" EventCode=4688',
      'index=x source="XmlWinEventLog:Application" EventCode=4103',
      "index=x EventCode=4103",
      'index=x (source="XmlWinEventLog:Security" EventCode=4688) OR (source="XmlWinEventLog:Microsoft-Windows-PowerShell/Operational" EventCode=4103)',
    ],
    bad: [
      { spl: 'index=x source="XmlWinEventLog:Security" (EventCode=4688 OR «EventCode=4103»)' },
      { spl: 'index=x source="WinEventLog:Security" | where EventCode IN (4688, «800»)' },
      {
        spl: 'index=x (source="XmlWinEventLog:Security" «EventCode=1») OR (source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1)',
      },
    ],
  },
});

/** The channels from which the events come for which the node's truth matters; undefined when they are not all known. */
function selectedChannels(ctx: CheckContext, node: SplNode): readonly string[] | undefined {
  let kinds: EventKinds = ANY_KIND;
  for (const stage of ctx.pipeline.stages.slice(0, ctx.analytic.flow.eventStages(ctx.pipeline))) {
    if (stage === ctx.stage) continue;
    for (const condition of conditionsOf(stage)) {
      kinds = admittedKinds(ctx.catalog, kinds, condition, { ignoreIds: true });
    }
  }
  for (const condition of besideConditions(ctx, node)) {
    kinds = admittedKinds(ctx.catalog, kinds, condition, { ignoreIds: true });
  }
  if (kinds.open || kinds.kinds.length === 0) return undefined;
  const channels = [...new Set(kinds.kinds.map((kind) => kind.channel))];
  const known = channels.every((name) => {
    const channel = ctx.catalog.windows.channel(name);
    return channel !== undefined && isListed(channel);
  });
  return known ? channels : undefined;
}
