import type { FieldInfo, FieldSet } from "#events/field-set.ts";
import { type Comparison, comparisonOf } from "#semantics/spl/comparison.ts";
import { type Condition, evalCondition } from "#semantics/spl/condition.ts";
import { presenceFor } from "#semantics/spl/field-lookup.ts";
import type { EvalExpr } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { isBareName } from "../support/fixes.ts";
import { closedKinds } from "../support/kinds.ts";
import { emptyHere, endsSearch, isEval } from "../support/situation.ts";

export const comparisonAlwaysFalse = defineCheck({
  id: "spl/comparison-always-false",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A comparison, or every alternative of a `where`, can never hold.",
  why: "An address field never equals a text that is no address, a port never a word. As a filter such a condition keeps nothing; as an exclusion it excludes nothing.",
  on: ["search-compare", "search-in", "binary", "in-expr", "stage"],
  check(node, ctx) {
    if (node.kind === "stage") {
      if (node.command === "where") checkWhole(ctx);
      return;
    }
    const comparison = comparisonOf(node);
    if (comparison === undefined || (comparison.op !== "search" && comparison.op !== "equals")) return;
    const info = ctx.field(comparison.field);
    const excluded = comparison.values.filter(({ text }) => isExcluded(info, text));
    const [first] = excluded;
    if (first === undefined) return;
    const single = comparison.values.length === 1;
    const effect = comparison.negated ? "always holds" : "never holds";
    ctx
      .report(
        single ? comparison.span : first.span,
        `${comparison.field} holds ${CONTENTS[info.content ?? ""] ?? "other values"}; ${ctx.slice(first.span)} is none, so the comparison ${effect}.`,
      )
      .fact(`${comparison.field} is a field of kind ${info.content ?? "unknown"} in the catalog.`);
  },
  examples: {
    good: [
      'index=x | fillnull value="unknown" src_ip | search src_ip="unknown"',
      "index=x src_ip=$ip$ DestinationPort=$port$",
      "index=x src_ip=10.0.0.0/8",
      'index=x src_ip="10.*"',
      "index=x DestinationPort=443",
      'index=x | where like(CommandLine,"*a*") OR a=1',
      'index=x source="XmlWinEventLog:Security" EventCode=4688 | where NewProcessName="a" AND b=1',
    ],
    bad: [
      { spl: 'index=x NOT «src_ip="internal_range"»' },
      { spl: "index=x «DestinationPort=https»" },
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode=4688 | where «like(CommandLine,"*a*") OR NewProcessName="wmic.exe"»',
      },
    ],
  },
});

const CONTENTS: Readonly<Record<string, string>> = {
  ip: "IP addresses",
  port: "port numbers",
  number: "numbers",
  "decimal-id": "decimal numbers",
};

/** Values that events use for "none" whatever the kind of field. */
const NONE: ReadonlySet<string> = new Set(["", "-", "*", "unknown", "local", "localhost", "null", "none", "n/a"]);

function isExcluded(info: FieldInfo, text: string): boolean {
  if (info.domain.kind === "set" || NONE.has(text.toLowerCase()) || text.includes("*")) return false;
  switch (info.content) {
    case "ip":
      return !/^[\d.]+(\/\d+)?$|^[0-9a-f:.]*:[0-9a-f:.]*(%\w+)?(\/\d+)?$/i.test(text);
    case "port":
    case "decimal-id":
      return !/^(0x[0-9a-f]+|[-+]?[\d.]+)$/i.test(text);
    default:
      return false;
  }
}

/** A `where` of alternatives none of which can hold. */
function checkWhole(ctx: CheckContext): void {
  const expression = ctx.stage.parts.find((part): part is EvalExpr => isEval(part));
  if (expression === undefined) return;
  const condition = evalCondition(expression);
  if (condition.kind !== "or") return;
  const reasons: { readonly message: string; readonly condition: Condition }[] = [];
  for (const item of condition.items) {
    const reason = impossible(item, ctx.before(), ctx);
    if (reason === undefined) return;
    reasons.push({ message: reason, condition: item });
  }
  const report = ctx.report(expression.span, "None of the alternatives of this where can ever hold.");
  report.grade(closedKinds(ctx.before().kinds) === undefined ? "likely" : "proved");
  for (const { message, condition: item } of reasons) report.fact(message, item.node.span);
  report.fact(`A row must meet one of them, so ${emptyHere(ctx)}.`, ctx.stage.span, endsSearch(ctx));
}

/** Why a condition can never hold; undefined when it may. */
function impossible(condition: Condition, fields: FieldSet, ctx: CheckContext): string | undefined {
  switch (condition.kind) {
    case "and":
      return impossibleAll(condition.items, fields, ctx);
    case "or": {
      const reasons = condition.items.map((item) => impossible(item, fields, ctx));
      return reasons.includes(undefined) ? undefined : reasons[0];
    }
    case "compare":
      return impossibleComparison(condition.comparison, fields, ctx);
    default:
      return undefined;
  }
}

function impossibleAll(items: readonly Condition[], fields: FieldSet, ctx: CheckContext): string | undefined {
  const here = items.reduce((now, item) => ctx.analytic.flow.refine(now, item), fields);
  const narrowed = { ...fields, kinds: here.kinds, events: fields.events === null ? null : here.kinds };
  for (const item of items) {
    const reason = impossible(item, narrowed, ctx);
    if (reason !== undefined) return reason;
  }
  const kinds = closedKinds(narrowed.kinds);
  if (kinds === undefined) return undefined;
  const names = items.flatMap(requiredFields);
  const possible = kinds.some((kind) =>
    names.every((name) => presenceFor(ctx.analytic.flow.field(narrowed, name), kind) !== "absent"),
  );
  return possible ? undefined : `No admitted event has ${[...new Set(names)].join(" and ")} together.`;
}

/** Fields without which a condition cannot hold; of an OR those of a single field. */
function requiredFields(condition: Condition): readonly string[] {
  if (condition.kind === "compare") return [condition.comparison.field];
  if (condition.kind === "and") return condition.items.flatMap(requiredFields);
  if (condition.kind !== "or") return [];
  const each = condition.items.map(requiredFields);
  return (each[0] ?? []).filter((name) => each.every((names) => names.includes(name)));
}

function impossibleComparison(comparison: Comparison, fields: FieldSet, ctx: CheckContext): string | undefined {
  const info = ctx.analytic.flow.field(fields, comparison.field);
  if (info.presence === "absent") return `${comparison.field} is always null here.`;
  if (comparison.negated || comparison.partial || comparison.values.length === 0) return undefined;
  const texts = comparison.values.map(({ text }) => text);
  if (comparison.op === "like" && texts.every((text) => text.includes("*") && !text.includes("%"))) {
    return "LIKE takes * literally.";
  }
  if (comparison.op !== "equals") return undefined;
  if (texts.every((text) => text.length > 1 && /^\*|\*$/.test(text))) return "where takes * literally.";
  const bare = info.content === "full-path" && info.domain.kind !== "set" && texts.every(isBareName);
  return bare ? `${comparison.field} holds full paths and never a bare name.` : undefined;
}
