import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { defineCheck } from "../define.ts";
import { evalName, quoted } from "../support/fixes.ts";

export const cidrInWhere = defineCheck({
  id: "spl/cidr-in-where",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "`where` or `eval` compares a field with an address range.",
  why: "Only search knows `ip=10.0.0.0/8`. In eval the range is a text like any other and equals no address; `cidrmatch()` tests it.",
  on: ["binary", "in-expr", "call"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison?.op !== "equals") return;
    const ranges = comparison.values.filter(({ text }) => /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/.test(text));
    const [first] = ranges;
    if (first === undefined) return;
    const report = ctx.report(
      comparison.values.length === 1 ? comparison.span : first.span,
      `${ctx.slice(first.span)} is compared as text; no address equals it.`,
    );
    if (comparison.partial || ranges.length < comparison.values.length) return;
    const tests = ranges.map(({ text }) => `cidrmatch(${quoted(text)},${evalName(comparison.field)})`);
    const test = tests.length === 1 ? (tests[0] ?? "") : `(${tests.join(" OR ")})`;
    report.fix("Test with cidrmatch()", replace(comparison.span, comparison.negated ? `NOT ${test}` : test), true);
  },
  examples: {
    good: ["index=x ip=10.0.0.0/8", 'index=x | where cidrmatch("10.0.0.0/8",ip)'],
    bad: [
      { spl: 'index=x | where «ip="10.0.0.0/8"»', fixed: 'index=x | where cidrmatch("10.0.0.0/8",ip)' },
      { spl: 'index=x | where «ip!="10.0.0.0/8"»', fixed: 'index=x | where NOT cidrmatch("10.0.0.0/8",ip)' },
    ],
  },
});
