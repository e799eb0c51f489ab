import { insert } from "#base/text-edit.ts";
import type { EventKind } from "#events/field-set.ts";
import { type EventFieldFact, eventField } from "#semantics/spl/event-fields.ts";
import { presenceFor } from "#semantics/spl/field-lookup.ts";
import type { FieldRef, Stage } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck, type ReportBuilder } from "../define.ts";
import { searchName } from "../support/fixes.ts";
import { addKindFacts, closedKinds, describeKinds, kindName } from "../support/kinds.ts";
import { renderingAt } from "../support/rendering.ts";

export const nullByFieldDropsEvents = defineCheck({
  id: "spl/null-by-field-drops-events",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A field of a BY list is not in every row, and rows without it are lost.",
  why: "stats, chart, top, dedup and tstats leave out every row in which one of the BY fields is null, without a word. An event without an optional field then never reaches the result. Fill the field before, or take it out of BY and show it with `values()`.",
  on: "field",
  check(node, ctx) {
    if (node.wildcard || !isKey(node, ctx.stage) || hasFill(ctx.stage)) return;
    const info = ctx.field(node.name);
    if (info.presence === "definite" || node.name.startsWith("_")) return;
    const lacking = kindsWithout(node.name, ctx);
    if (info.presence !== "absent" && lacking.length === 0) return;
    const where = info.presence === "absent" ? "in no row" : "not in every row";
    const report = ctx.report(node.span, `${node.name} is ${where}; rows without it are lost in ${ctx.stage.command}.`);
    explain(report, node.name, lacking, ctx);
    const { pipe } = ctx.stage;
    if (pipe !== undefined) {
      report.fix(`Fill ${node.name} before`, insert(pipe.start, `| fillnull value="-" ${searchName(node.name)} `));
    }
  },
  examples: {
    good: [
      'index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 | stats count by Image',
      'index=x source="XmlWinEventLog:Security" EventCode=4656 | fillnull value="-" src_ip | stats count by src_ip',
      "index=x | stats count by user",
      'index=x source="WinEventLog:Security" EventCode=4625 | stats count by Source_Network_Address, Failure_Reason',
      'index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode IN (1, 3) ParentImage=* | stats count by ParentImage',
    ],
    bad: [
      {
        spl: 'index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 | stats count by ComputerName, «ParentUser»',
        fixed:
          'index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 | fillnull value="-" ParentUser | stats count by ComputerName, ParentUser',
      },
      {
        spl: 'index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode IN (1, 3) | dedup «ParentImage»',
        fixed:
          'index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode IN (1, 3) | fillnull value="-" ParentImage | dedup ParentImage',
      },
    ],
  },
});

const GROUPING: ReadonlySet<string> = new Set(["stats", "chart", "timechart", "top", "rare"]);

function isKey(node: FieldRef, stage: Stage): boolean {
  if (stage.command === "dedup") return node.access !== "write" && !keeps(stage);
  return GROUPING.has(stage.command) && (node.access === "group" || (isTop(stage) && node.access === "read"));
}

function isTop({ command }: Stage): boolean {
  return command === "top" || command === "rare";
}

function keeps(stage: Stage): boolean {
  return stage.parts.some(
    (part) => part.kind === "option" && (part.name === "keepempty" || part.name === "keepevents"),
  );
}

function hasFill(stage: Stage): boolean {
  return stage.parts.some((part) => part.kind === "option" && part.name === "fillnull_value");
}

/** A kind of event that lacks a field, always or at times. */
interface Lack {
  readonly kind: EventKind;
  readonly always: boolean;
}

/** Admitted kinds of event in which the field is missing or not sure. Names that nothing is known of do not count. */
function kindsWithout(name: string, ctx: CheckContext): readonly Lack[] {
  const fields = ctx.before();
  const kinds = closedKinds(fields.kinds);
  if (kinds === undefined) return [];
  const written = fields.written.get(name);
  if (written !== undefined && written.provenance.kind !== "event") {
    return kinds.filter((kind) => presenceFor(written, kind) === "absent").map((kind) => ({ kind, always: true }));
  }
  if (fields.events === null || fields.written.has(name)) return [];
  return kinds.flatMap((kind): readonly Lack[] => {
    const fact = eventField(ctx.catalog, kind, name);
    if (fact.presence === "absent") return [{ kind, always: true }];
    if (fact.presence === "definite" || !isUnsure(fact, name, ctx)) return [];
    // The same event in a twin channel (PowerShell and PowerShellCore) tells what this one has.
    const twin = kinds.some((one) => one.id === kind.id && one !== kind && isTold(eventField(ctx.catalog, one, name)));
    return twin ? [] : [{ kind, always: false }];
  });
}

function isTold(fact: EventFieldFact): boolean {
  return fact.presence === "definite" || fact.from === "alias";
}

/** A field of some versions only, of a rendering, or that an add-on makes for other events. */
function isUnsure(fact: EventFieldFact, name: string, ctx: CheckContext): boolean {
  if (fact.from === "header") return ctx.catalog.fields.headerField(name)?.profiles.includes("xml") !== true;
  if (fact.from === "text-rendering") return renderingAt(ctx) !== "classic";
  return fact.from === "event" || fact.from === "shared";
}

function explain(report: ReportBuilder, name: string, lacking: readonly Lack[], ctx: CheckContext): void {
  const without = lacking.filter(({ always }) => always).map(({ kind }) => kind);
  const sometimes = lacking.filter(({ always }) => !always).map(({ kind }) => kind);
  if (without.length > 0) {
    report.fact(`${describeKinds(without)} ${without.length === 1 ? "does" : "do"} not have ${name}.`);
    if (without.length <= 4) addKindFacts(report, ctx, without, (kind) => `${kindName(kind)} is admitted here.`);
  }
  if (sometimes.length > 0) {
    report.fact(`In ${describeKinds(sometimes)} ${name} is there only in some versions, or when an add-on makes it.`);
  }
  const removal = ctx.before().removed.findLast((one) => one.name === name || one.name === "*");
  if (lacking.length === 0 && removal !== undefined)
    report.fact(`${removal.command} leaves only other fields.`, removal.span);
}
