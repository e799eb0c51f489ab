import { insert } from "#base/text-edit.ts";
import type { EventKind } from "#events/field-set.ts";
import { presenceFor } from "#semantics/spl/field-lookup.ts";
import type { FieldRef, Stage } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck, type ReportBuilder } from "../define.ts";
import { searchName } from "../support/fixes.ts";
import { addKindFacts, closedKinds, describeKinds, kindName } from "../support/kinds.ts";

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
    const fields = ctx.before();
    const kinds = fields.events === null && fields.written.size === 0 ? undefined : closedKinds(fields.kinds);
    const info = ctx.field(node.name);
    if (info.presence === "definite" || node.name.startsWith("_")) return;
    // Without knowledge of the events nothing can be said of a field; that it may be null is no finding.
    const known = kinds !== undefined || info.provenance.kind !== "event";
    if (!known || info.provenance.kind === "unknown") return;
    const where = info.presence === "absent" ? "in no row" : "not in every row";
    const report = ctx.report(node.span, `${node.name} is ${where}; rows without it are lost in ${ctx.stage.command}.`);
    if (kinds !== undefined) explain(report, node.name, kinds, ctx);
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

function explain(report: ReportBuilder, name: string, kinds: readonly EventKind[], ctx: CheckContext): void {
  const info = ctx.field(name);
  const without = kinds.filter((kind) => presenceFor(info, kind) === "absent");
  const sometimes = kinds.filter((kind) => presenceFor(info, kind) === "maybe");
  if (without.length > 0) {
    report.fact(`${describeKinds(without)} ${without.length === 1 ? "does" : "do"} not have ${name}.`);
    if (without.length <= 4) addKindFacts(report, ctx, without, (kind) => `${kindName(kind)} is admitted here.`);
  }
  if (sometimes.length > 0) {
    report.fact(`In ${describeKinds(sometimes)} ${name} is there only in some versions, or when an add-on makes it.`);
  }
}
