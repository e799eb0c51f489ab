import { insert } from "#base/text-edit.ts";
import type { EventKind } from "#events/field-set.ts";
import { isDescribedKind } from "#semantics/spl/event-fields.ts";
import type { FieldRef, Pipeline, Subsearch } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck, type ReportBuilder } from "../define.ts";
import { evalName } from "../support/fixes.ts";
import { joinKeys, subsearchOf } from "../support/join.ts";
import { addKindFacts, closedKinds, describeKinds, kindName } from "../support/kinds.ts";
import { counterpart, counterparts } from "../support/meaning.ts";
import { optionText } from "../support/options.ts";
import { emptyHere, endsSearch } from "../support/situation.ts";

export const joinKeyMissing = defineCheck({
  id: "spl/join-key-missing",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A key of join is in no row of one side.",
  why: "join compares the key's values of both sides; a null key never matches. When one side cannot have the key, an inner join returns nothing and a left join adds nothing.",
  on: "stage",
  check(stage, ctx) {
    if (stage.command !== "join") return;
    const subsearch = subsearchOf(stage);
    if (subsearch === undefined) return;
    for (const key of joinKeys(stage)) {
      checkSide(key, ctx, subsearch);
    }
  },
  examples: {
    good: [
      'index=x | join user [ search index=x source="XmlWinEventLog:Security" EventCode=4624 | stats count by user ]',
      'index=x | join Image [ search index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=3 ]',
    ],
    bad: [
      {
        spl: 'index=x | join «ProcessName» [ search index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=3 ]',
        fixed:
          'index=x | join ProcessName [ search index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=3 | eval ProcessName=Image ]',
      },
      { spl: "index=x | join «user» [ search index=x | stats count by host ]" },
      { spl: "index=x | stats count by host | join «user» [ search index=x | stats count by user ]" },
    ],
  },
});

function checkSide(key: FieldRef, ctx: CheckContext, subsearch: Subsearch): void {
  const { flow } = ctx.analytic;
  const right = flow.end(subsearch.pipeline);
  if (flow.field(right, key.name).presence === "absent") {
    const report = ctx.report(key.span, `The subsearch gives no ${key.name}, so nothing joins.`);
    explainSide(report, key, subsearch.pipeline, ctx);
    offerKey(report, key, subsearch, ctx);
    addEffect(report, ctx);
    return;
  }
  const left = ctx.field(key.name);
  if (left.presence !== "absent") return;
  // A field that the events do not have has been reported where it was first read.
  const report = ctx.report(key.span, `The rows before join have no ${key.name}, so nothing joins.`);
  explainSide(report, key, ctx.pipeline, ctx);
  addEffect(report, ctx);
}

function addEffect(report: ReportBuilder, ctx: CheckContext): void {
  const kind = optionText(ctx.stage, "type")?.toLowerCase() ?? "inner";
  if (kind === "inner")
    report.fact(`An inner join keeps only rows that join, so ${emptyHere(ctx)}.`, ctx.stage.nameSpan, endsSearch(ctx));
  else report.fact("A left join keeps the rows and adds nothing to them.", ctx.stage.nameSpan);
}

/** Why a side lacks the key: the stage that removed it, or the events that it reads. */
function explainSide(report: ReportBuilder, key: FieldRef, pipeline: Pipeline, ctx: CheckContext): void {
  const { flow } = ctx.analytic;
  const own = pipeline === ctx.pipeline;
  const fields = own ? ctx.before() : flow.end(pipeline);
  const removal = fields.removed.findLast(({ name }) => name === key.name || name === "*");
  if (removal !== undefined) {
    report.fact(`${removal.command} leaves only other fields.`, removal.span);
    return;
  }
  const kinds = closedKinds(fields.kinds);
  if (kinds === undefined) return;
  report.fact(`${own ? "The search" : "The subsearch"} yields ${describeKinds(kinds)}.`);
  const say = (kind: EventKind) => {
    const other = counterpart(ctx.catalog, key.name, kind);
    return other === undefined
      ? `${kindName(kind)} has no ${key.name}.`
      : `${kindName(kind)} has ${other}, not ${key.name}.`;
  };
  addKindFacts(report, ctx, kinds, say, pipeline);
  report.grade(kinds.every((kind) => isDescribedKind(ctx.catalog, kind)) ? "proved" : "likely");
}

/** Makes the key at the end of the subsearch from the field that means the same there. */
function offerKey(report: ReportBuilder, key: FieldRef, subsearch: Subsearch, ctx: CheckContext): void {
  const right = ctx.analytic.flow.end(subsearch.pipeline);
  const kinds = right.events === null ? undefined : closedKinds(right.events);
  if (kinds === undefined || !subsearch.terminated) return;
  const others = counterparts(ctx.catalog, key.name, kinds);
  const [first] = others;
  if (first === undefined) return;
  const source = others.length === 1 ? evalName(first) : `coalesce(${others.map(evalName).join(",")})`;
  const { casing } = ctx.field(key.name);
  const value = casing === "as-is" ? source : `${casing}(${source})`;
  const at = subsearch.pipeline.stages.at(-1)?.span.end ?? subsearch.pipeline.span.end;
  report.fix(`Make ${key.name} from ${others.join(" or ")}`, insert(at, ` | eval ${evalName(key.name)}=${value}`));
}
