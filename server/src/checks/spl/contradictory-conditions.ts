import { comparisonOf } from "#semantics/spl/comparison.ts";
import { evalCondition, searchCondition } from "#semantics/spl/condition.ts";
import { intersectDomains, isEmptyDomain } from "#semantics/spl/domain.ts";
import { comparedDomain } from "#semantics/spl/refine.ts";
import type { SplNode } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import {
  besideConditions,
  conditionsOf,
  emptyHere,
  endsSearch,
  isEval,
  isSearch,
  roleOf,
} from "../support/situation.ts";
import { stagesBefore } from "../support/stages.ts";

export const contradictoryConditions = defineCheck({
  id: "spl/contradictory-conditions",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "Two conditions that must both hold exclude each other.",
  why: "A field with one value cannot have two. When an earlier condition left only some values and a later one asks for others, no row passes both.",
  on: ["search-compare", "search-in", "binary", "in-expr"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison === undefined || comparison.negated || roleOf(ctx) !== "required") return;
    const wanted = comparedDomain(comparison);
    if (wanted === undefined) return;
    const fields = fieldsSoFar(node, ctx);
    const info = ctx.analytic.flow.field(fields, comparison.field);
    if (info.multivalue !== "never" || info.domain.kind === "any" || isEmptyDomain(info.domain)) return;
    if (!isEmptyDomain(intersectDomains(info.domain, wanted))) return;
    const report = ctx.report(
      comparison.span,
      `An earlier condition leaves only ${shown(info.domain)} for ${comparison.field}, so this never holds.`,
    );
    const earlier = earlierCondition(comparison.field, node, ctx);
    if (earlier !== undefined) report.fact(`Here ${comparison.field} is limited.`, earlier.span);
    report.fact(`Both conditions must hold, so ${emptyHere(ctx)}.`, ctx.stage.span, endsSearch(ctx));
  },
  examples: {
    good: [
      "index=x EventCode=1 `steps_of_mine` | search EventCode=2",
      'index=x | eval a="1,2,3" | makemv delim="," a | mvexpand a | where a="2"',
      'index=x | eval a="1,2" | makemv delim="," a | nomv a | where a="1 2"',
      "index=x EventCode=1 | delta n AS EventCode | where EventCode=2",
      "index=x | stats count BY EventCode, m | search EventCode=1 | untable m a EventCode | search EventCode=1 EventCode=2",
      'index=x | rex field=b "(?<a>.)" | search a=1 a=2',
      "index=x host=a | join user [search index=y | stats values(*) AS * BY user] | search host=b",
      'index=x source="XmlWinEventLog:Security" EventCode=4688 | where EventCode=4688',
      "index=x a=1 OR a=2",
      "index=x | stats count by a | where count>5 AND count<9",
      "index=x a=1 a=2",
      'index=x host=$host$ | where host="b"',
      'index=x host IN (a, "$host$") | where host="b"',
      'index=x | eval a="$value$" | where a="b"',
      "index=x EventCode=1 | addcoltotals EventCode | where EventCode=2",
      "index=x host=a | addtotals col=t labelfield=host label=Sum | search host=Sum",
      "index=x EventCode IN (1, 5) | makecontinuous EventCode span=1 | where EventCode=3",
      "index=x host IN (a, b) | top limit=1 useother=t host | search host=OTHER",
      "| tstats prestats=t count where index=a by host | tstats prestats=t append=t count where index=b by host",
    ],
    bad: [
      { spl: 'index=x source="XmlWinEventLog:Security" EventCode=4688 | where «EventCode=4624»' },
      { spl: "index=x EventCode=1 | where «EventCode=4688»" },
      { spl: "index=x | stats count by a | where count>5 AND «count<3»" },
      { spl: "index=x | stats count by a | search a=b | search «a=c»" },
      { spl: "index=x host IN (a, b) | top host | search «host=c»" },
      { spl: "index=x EventCode=1 | addtotals | where «EventCode=2»" },
    ],
  },
});

/** What is known before the stage and from the conditions that stand before the node in its ANDs. */
function fieldsSoFar(node: SplNode, ctx: CheckContext) {
  return besideConditions(ctx, node)
    .filter((condition) => condition.node.span.end <= node.span.start)
    .reduce((fields, condition) => ctx.analytic.flow.refine(fields, condition), ctx.before());
}

function shown(domain: ReturnType<typeof comparedDomain>): string {
  if (domain?.kind === "set") return domain.values.slice(0, 4).join(", ");
  if (domain?.kind !== "range") return "other values";
  return `${domain.low ?? "…"} to ${domain.high ?? "…"}`;
}

function earlierCondition(field: string, node: SplNode, ctx: CheckContext): SplNode | undefined {
  const stages = [...stagesBefore(ctx.pipeline, ctx.stage), ctx.stage];
  let found: SplNode | undefined;
  const visit = (one: SplNode): void => {
    if (one.span.end > node.span.start) return;
    if (comparisonOf(one)?.field === field) found = one;
  };
  for (const stage of stages) {
    for (const condition of conditionsOf(stage)) flattenNodes(condition.node, visit);
  }
  return found;
}

function flattenNodes(node: SplNode, visit: (node: SplNode) => void): void {
  const condition = isSearch(node) ? searchCondition(node) : isEval(node) ? evalCondition(node) : undefined;
  if (condition === undefined) return;
  if (condition.kind === "and" || condition.kind === "or") {
    for (const item of condition.items) flattenNodes(item.node, visit);
  } else visit(condition.node);
}
