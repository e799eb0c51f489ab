import type { Span } from "#base/span.ts";
import { replace } from "#base/text-edit.ts";
import { type Comparison, type ConditionValue, comparisonOf } from "#semantics/spl/comparison.ts";
import { type Condition, searchCondition } from "#semantics/spl/condition.ts";
import { mayHold, sameValue } from "#semantics/spl/domain.ts";
import { ANY_KIND, admittedKinds, isRewritten } from "#semantics/spl/event-kinds.ts";
import { EVENT_ID_FIELDS, judgeKind } from "#semantics/spl/judge-kind.ts";
import { namesKinds } from "#semantics/spl/telling.ts";
import type { SearchExpr, SearchOr, SplNode, Stage } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { fieldsHere } from "../support/fields-here.ts";
import { closedKinds } from "../support/kinds.ts";
import { conditionsOf, roleOf } from "../support/situation.ts";

export const deadBranch = defineCheck({
  id: "spl/dead-branch",
  severity: "warning",
  grade: "proved",
  preset: "recommended",
  summary: "An alternative of an OR or IN is excluded by another condition.",
  why: "The alternative can never contribute a row: another condition of the search takes exactly its rows out. Either the exclusion or the alternative is not meant.",
  on: ["search-or", "search-in", "in-expr"],
  check(node, ctx) {
    const role = roleOf(ctx);
    if (role !== "required") return;
    if (node.kind === "search-or") checkKinds(node, ctx);
    else checkValues(node, ctx);
  },
  examples: {
    good: [
      'index=x a IN ("b", "c") | where NOT a="d"',
      'index=x a IN ("b", "c") | eval a=d | where NOT a="b"',
      'index=x (source="XmlWinEventLog:Security" EventCode=4688) OR (source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1)',
    ],
    bad: [
      { spl: 'index=x a IN («"b"», "c") | search NOT a="b"', fixed: 'index=x a IN ("c") | search NOT a="b"' },
      {
        spl: 'index=x | eval a=lower(a) | search a IN ("c", «"b"») | stats count by a | where NOT (d="e" OR a="b")',
        fixed: 'index=x | eval a=lower(a) | search a IN ("c") | stats count by a | where NOT (d="e" OR a="b")',
      },
      {
        spl: 'index=x (source="XmlWinEventLog:Security" OR «source="XmlWinEventLog:Microsoft-Windows-WMI-Activity/Operational"») | search EventCode=4688',
      },
    ],
  },
});

/** Alternatives that admit none of the kinds of event that reach the end of the first stages. */
function checkKinds(node: SearchOr, ctx: CheckContext): void {
  const events = ctx.pipeline.stages.slice(0, ctx.analytic.flow.eventStages(ctx.pipeline));
  const last = events.at(-1);
  if (last === undefined || !events.includes(ctx.stage)) return;
  const reached = closedKinds(ctx.after(last).kinds);
  if (reached === undefined) return;
  const rewritten = isRewritten(ctx.before());
  const alive = (item: SearchExpr) =>
    reached.some((kind) => judgeKind(ctx.catalog, searchCondition(item), kind, { rewritten }) !== "never");
  const dead = node.items.filter((item) => namesKinds(searchCondition(item)) && !alive(item));
  if (dead.length === node.items.length) return;
  for (const item of dead) {
    // An id that no channel logs is told as such.
    if (isForeignId(item, ctx)) continue;
    const report = ctx.report(item.span, "No event that can pass the other conditions comes through this alternative.");
    for (const stage of events) {
      if (stage === ctx.stage) continue;
      for (const condition of conditionsOf(stage)) {
        if (namesKinds(condition)) report.fact("This condition admits other events only.", condition.node.span);
      }
    }
    report.unnecessary();
  }
}

function isForeignId(item: SearchExpr, ctx: CheckContext): boolean {
  const comparison = comparisonOf(item);
  if (comparison === undefined || !EVENT_ID_FIELDS.has(comparison.field)) return false;
  const own = conditionsOf(ctx.stage).reduce(
    (kinds, condition) => admittedKinds(ctx.catalog, kinds, condition),
    ANY_KIND,
  );
  return own.open || !own.kinds.some((kind) => judgeKind(ctx.catalog, searchCondition(item), kind) !== "never");
}

/** Values of a list that an earlier condition left out, or a later one takes out. */
function checkValues(node: SplNode, ctx: CheckContext): void {
  const comparison = comparisonOf(node);
  if (comparison === undefined || comparison.negated || comparison.values.length < 2) return;
  if (EVENT_ID_FIELDS.has(comparison.field)) return;
  const info = ctx.analytic.flow.field(fieldsHere(ctx, node), comparison.field);
  const single = info.multivalue === "never";
  const ignoreCase = comparison.op === "search";
  const excluded = comparison.values.flatMap((value): { value: ConditionValue; by: Span | undefined }[] => {
    if (value.text.includes("*")) return [];
    if (single && !mayHold(info.domain, value.text, ignoreCase)) return [{ value, by: undefined }];
    const by = exclusionOf(value, comparison, ctx);
    return by === undefined ? [] : [{ value, by }];
  });
  if (excluded.length === comparison.values.length) return;
  for (const { value, by } of excluded) {
    const report = ctx.report(
      value.span,
      `${ctx.slice(value.span)} never contributes: another condition takes it out.`,
    );
    report.fact("Rows with this value are taken out here.", by);
    report.fix(`Remove ${value.text} from the list`, replace(entrySpan(value, comparison), ""));
    report.unnecessary();
  }
}

/** Where a condition takes rows with the value out again, while the field still has the value that was compared. */
function exclusionOf(value: ConditionValue, comparison: Comparison, ctx: CheckContext): Span | undefined {
  const { flow } = ctx.analytic;
  const made = flow.field(ctx.after(), comparison.field).provenance;
  const first = ctx.pipeline.stages.indexOf(ctx.stage);
  for (const stage of ctx.pipeline.stages.slice(first)) {
    const info = ctx.field(comparison.field, stage);
    if (stage !== ctx.stage && (info.provenance.span !== made.span || info.provenance.kind !== made.kind))
      return undefined;
    if (stage.status !== "known") return undefined;
    const found = exclusionsOf(stage).find((one) => {
      if (one.field !== comparison.field || one.op === "range" || one.op === "match") return false;
      const anyCase = one.language === "search" || info.casing !== "as-is" || comparison.op === "equals";
      return (
        anyCase && one.values.some(({ text }) => text === "*" || sameValue(text, value.text, one.language === "search"))
      );
    });
    if (found !== undefined) return found.span;
  }
  return undefined;
}

/** Comparisons each of which by itself takes rows out. */
function exclusionsOf(stage: Stage): readonly Comparison[] {
  return conditionsOf(stage).flatMap((condition) => exclusions(condition, false));
}

function exclusions(condition: Condition, negated: boolean): readonly Comparison[] {
  switch (condition.kind) {
    case "and":
      return negated ? [] : condition.items.flatMap((item) => exclusions(item, negated));
    case "or":
      return negated ? condition.items.flatMap((item) => exclusions(item, negated)) : [];
    case "not":
      return exclusions(condition.item, !negated);
    case "compare":
      return condition.comparison.negated === negated ? [] : [condition.comparison];
    default:
      return [];
  }
}

/** A value with the comma that separates it from its neighbour. */
function entrySpan(value: ConditionValue, { values }: Comparison): Span {
  const at = values.indexOf(value);
  const next = values[at + 1];
  if (next !== undefined) return { start: value.span.start, end: next.span.start };
  const before = values[at - 1];
  return { start: before?.span.end ?? value.span.start, end: value.span.end };
}
