import type { Span } from "#base/span.ts";
import { replace, type TextEdit } from "#base/text-edit.ts";
import type { EventKind, FieldInfo, FieldSet } from "#events/field-set.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { isDescribedKind } from "#semantics/spl/event-fields.ts";
import type { FieldExpr, FieldRef, SplNode } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck, type ReportBuilder } from "../define.ts";
import { fieldsHere } from "../support/fields-here.ts";
import { evalName, searchName } from "../support/fixes.ts";
import { addKindFacts, closedKinds, describeKinds, kindName } from "../support/kinds.ts";
import { counterpart, counterparts } from "../support/meaning.ts";
import { emptyHere, endsSearch, roleOf } from "../support/situation.ts";

export const fieldNotInEvent = defineCheck({
  id: "spl/field-not-in-event",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "A field is read that none of the admitted events has.",
  why: "The conditions of the search admit only certain events, and the catalog lists their fields. A field that is in none of them, is made by no add-on and not by the search is always null: a comparison with it never holds, and an expression over it gives nothing.",
  on: ["search-compare", "search-in", "binary", "in-expr", "call", "field-expr", "field"],
  check(node, ctx) {
    if (node.kind === "field-expr" || node.kind === "field") checkRead(node, ctx);
    else checkComparison(node, ctx);
  },
  examples: {
    good: [
      'source="XmlWinEventLog:Security" EventCode=4688 $steps$ | where ParentImage="x"',
      'index=x source="XmlWinEventLog:Security" EventCode=4688 | where like(NewProcessName,"%wmic.exe")',
      'index=x source="XmlWinEventLog:Security" EventCode IN (4688, 4656) | stats values(ProcessName) by ComputerName',
      "index=x EventCode=4688 ProcessName=*wmic.exe",
      'index=x source="XmlWinEventLog:Security" EventCode=4688 process_name=wmic.exe',
    ],
    bad: [
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode=4688 «ProcessName="*wmic.exe"»',
        fixed: 'index=x source="XmlWinEventLog:Security" EventCode=4688 NewProcessName="*wmic.exe"',
      },
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode=4688 | eval p=lower(«ProcessName»)',
        fixed: 'index=x source="XmlWinEventLog:Security" EventCode=4688 | eval p=lower(NewProcessName)',
      },
      {
        spl: 'index=x (source="XmlWinEventLog:Security" EventCode=4688) OR (source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1) | eval p=lower(«ProcessName»)',
        fixed:
          'index=x (source="XmlWinEventLog:Security" EventCode=4688) OR (source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1) | eval p=lower(coalesce(Image,NewProcessName))',
      },
      {
        spl: 'index=x source="XmlWinEventLog:Microsoft-Windows-WMI-Activity/Operational" EventCode=5861 | stats values(«CommandLine») by ComputerName',
      },
    ],
  },
});

/** A field in an expression, or named by a command that takes values from it. */
function checkRead(node: FieldExpr | FieldRef, ctx: CheckContext): void {
  const parent = ctx.ancestors.at(-1);
  if (parent === undefined || isJudgedElsewhere(node, parent, ctx)) return;
  const fields = fieldsHere(ctx, node);
  const kinds = absentKinds(node.name, fields, ctx);
  if (kinds === undefined) return;
  const report = ctx.report(
    node.span,
    `${node.name} is in no event that can reach this point (${describeKinds(kinds)}).`,
  );
  explain(report, node.name, kinds, ctx);
  if (node.kind === "field-expr") offerReplacement(report, node.name, node.span, kinds, ctx, "eval");
}

/** Places that other checks judge: comparisons that must hold, presence tests, BY lists, lists of columns. */
function isJudgedElsewhere(node: FieldExpr | FieldRef, parent: SplNode, ctx: CheckContext): boolean {
  if (node.kind === "field") {
    if (parent.kind !== "aggregation" && parent.kind !== "sort-item" && parent.kind !== "option") return true;
    return node.wildcard || node.access !== "read";
  }
  if (parent.kind === "call" && (parent.name === "isnull" || parent.name === "isnotnull")) return true;
  const comparing = ctx.ancestors.findLast((one) => comparisonOf(one)?.fieldSpan.start === node.span.start);
  return comparing !== undefined && roleOf(contextOf(ctx, comparing)) === "required";
}

/** The same context seen from an ancestor. */
function contextOf(ctx: CheckContext, ancestor: SplNode): CheckContext {
  const at = ctx.ancestors.indexOf(ancestor);
  return { ...ctx, ancestors: ctx.ancestors.slice(0, at) };
}

/** A comparison that must hold: an error, since no row can meet it. */
function checkComparison(node: SplNode, ctx: CheckContext): void {
  const comparison = comparisonOf(node);
  if (comparison === undefined) return;
  const required = roleOf(ctx) === "required";
  if (!required && comparison.language === "eval") return;
  const fields = fieldsHere(ctx, node);
  const info = ctx.analytic.flow.field(fields, comparison.field);
  const direct = absentKinds(comparison.field, fields, ctx);
  const kinds = direct ?? (required ? derivedAbsence(info, fields, ctx) : undefined);
  if (kinds === undefined) return;
  const source = direct === undefined ? ` (made of ${info.provenance.from.join(", ")})` : "";
  const report = ctx.report(
    comparison.span,
    `${comparison.field}${source} is in no event that can reach this point (${describeKinds(kinds)}), so the comparison never holds.`,
  );
  if (direct === undefined && info.provenance.span !== undefined) {
    report.fact(`${comparison.field} is made here and is null for these events.`, info.provenance.span);
  }
  const names = direct === undefined ? info.provenance.from : [comparison.field];
  for (const name of names.slice(0, 2)) explain(report, name, kinds, ctx);
  if (required) {
    report
      .severity("error")
      .fact(`The condition must hold for every row, so ${emptyHere(ctx)}.`, ctx.stage.span, endsSearch(ctx));
  }
  if (direct !== undefined) {
    offerReplacement(report, comparison.field, comparison.fieldSpan, kinds, ctx, comparison.language);
  }
}

/** The admitted kinds when a field of the events themselves is in none of them; undefined otherwise. */
function absentKinds(name: string, fields: FieldSet, ctx: CheckContext): readonly EventKind[] | undefined {
  if (fields.events === null || fields.written.has(name)) return undefined;
  const kinds = closedKinds(fields.events);
  if (kinds === undefined) return undefined;
  return ctx.analytic.flow.field(fields, name).presence === "absent" ? kinds : undefined;
}

/** The same for a field that an expression made of such fields only. */
function derivedAbsence(info: FieldInfo, fields: FieldSet, ctx: CheckContext): readonly EventKind[] | undefined {
  const { kind, from, span } = info.provenance;
  if (kind !== "eval" || info.presence !== "absent" || from.length === 0 || span === undefined) return undefined;
  const kinds = closedKinds(fields.kinds);
  if (kinds === undefined || fields.events === null) return undefined;
  const maker = ctx.pipeline.stages.find((stage) => stage.span.start <= span.start && span.end <= stage.span.end);
  if (maker === undefined) return undefined;
  const before = ctx.before(maker);
  return from.every((name) => absentKinds(name, before, ctx) !== undefined) ? kinds : undefined;
}

function explain(report: ReportBuilder, name: string, kinds: readonly EventKind[], ctx: CheckContext): void {
  addKindFacts(report, ctx, kinds, (kind) => {
    const event = ctx.catalog.windows.event(kind.channel, kind.id);
    const title = event === undefined ? "" : ` (${event.title})`;
    const other = counterpart(ctx.catalog, name, kind);
    return other === undefined
      ? `${kindName(kind)}${title} has no ${name}.`
      : `${kindName(kind)}${title} has ${other}, not ${name}.`;
  });
  report.grade(kinds.every((kind) => isDescribedKind(ctx.catalog, kind)) ? "proved" : "likely");
}

function offerReplacement(
  report: ReportBuilder,
  name: string,
  at: Span,
  kinds: readonly EventKind[],
  ctx: CheckContext,
  language: "search" | "eval",
): void {
  const others = counterparts(ctx.catalog, name, kinds);
  const [first] = others;
  if (first === undefined) return;
  if (others.length === 1) {
    const edit: TextEdit = replace(at, language === "eval" ? evalName(first) : searchName(first));
    report.fix(`Change to ${first}`, edit);
  } else if (language === "eval") {
    const names = others.map(evalName).join(",");
    const parent = ctx.ancestors.at(-1);
    const inCoalesce = parent?.kind === "call" && parent.name === "coalesce";
    report.fix(`Take ${others.join(" or ")}`, replace(at, inCoalesce ? names : `coalesce(${names})`));
  }
}
