import { replace } from "#base/text-edit.ts";
import { type Comparison, comparisonOf } from "#semantics/spl/comparison.ts";
import { defineCheck } from "../define.ts";
import { evalName, likeAny } from "../support/fixes.ts";
import { emptyHere, endsSearch, roleOf } from "../support/situation.ts";

export const whereEqualsWithWildcard = defineCheck({
  id: "spl/where-equals-with-wildcard",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "`where` or `eval` compares a field with a text that begins or ends with `*`.",
  why: "In eval expressions `=`, `!=` and `IN` compare literally; `*` is a wildcard in `search` only. The comparison is true only for a value that itself has asterisks there.",
  on: ["binary", "in-expr", "call"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison?.op !== "equals") return;
    const starred = comparison.values.filter(({ text }) => text.length > 1 && /^\*|\*$/.test(text));
    const [first] = starred;
    if (first === undefined) return;
    const every = starred.length === comparison.values.length && !comparison.partial;
    const effect = comparison.negated ? "always true" : "never true";
    const asterisk = `\`*\` in ${ctx.slice(first.span)} is an asterisk`;
    const report = ctx.report(
      comparison.span,
      every
        ? `${comparison.written} compares literally here: ${asterisk}, so the comparison is practically ${effect}.`
        : `${comparison.written} compares literally here: ${asterisk}, so that value is practically never met.`,
    );
    report.fact("Wildcards work in search; where and eval need like() with % or match().");
    if (every && roleOf(ctx) === "required" && !comparison.negated) {
      report.fact(
        `The condition must hold for every row, so ${emptyHere(ctx)}, unless a value has the asterisks itself.`,
        ctx.stage.span,
        endsSearch(ctx),
      );
    }
    if (!comparison.partial) report.fix("Compare with like()", replace(comparison.span, asLike(comparison)), true);
  },
  examples: {
    good: ['index=main cmd="*gwmi*"', 'index=main | where cmd="a*b"', 'index=main | where like(cmd,"%gwmi%")'],
    bad: [
      {
        spl: 'index=main | where «cmd="*shadowcopy delete*"»',
        fixed: 'index=main | where like(cmd,"%shadowcopy delete%")',
      },
      {
        spl: 'index=main | where NOT «cmd IN ("*a*", "b")»',
        fixed: 'index=main | where NOT (like(cmd,"%a%") OR like(cmd,"b"))',
      },
      { spl: 'index=main | where «cmd!="*gwmi*"»', fixed: 'index=main | where NOT like(cmd,"%gwmi%")' },
    ],
  },
});

function asLike(comparison: Comparison): string {
  const { field, through, values, negated } = comparison;
  const subject = through === undefined ? evalName(field) : `${through}(${evalName(field)})`;
  const test = likeAny(
    subject,
    values.map(({ text }) => text.replace(/\*/g, "%")),
  );
  return negated ? `NOT ${test}` : test;
}
