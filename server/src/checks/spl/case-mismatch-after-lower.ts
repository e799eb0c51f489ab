import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { defineCheck } from "../define.ts";
import { quoted } from "../support/fixes.ts";

export const caseMismatchAfterLower = defineCheck({
  id: "spl/case-mismatch-after-lower",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A field in lower case is compared with a text that has upper-case letters, or the reverse.",
  why: "After `lower()` a value has no capitals. A case-sensitive comparison with a text that has some never holds.",
  on: ["binary", "in-expr", "call"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison === undefined || (comparison.op !== "equals" && comparison.op !== "like")) return;
    const info = ctx.field(comparison.field);
    const casing = comparison.through ?? info.casing;
    if (casing === "as-is") return;
    for (const { text, span } of comparison.values) {
      const fitting = casing === "lower" ? text.toLowerCase() : text.toUpperCase();
      if (text === fitting) continue;
      const raw = ctx.slice(span);
      const report = ctx.report(span, `${comparison.field} is in ${casing} case here and never equals ${raw}.`);
      if (comparison.through === undefined) report.fact(`${casing}() is applied here.`, info.provenance.span);
      report.fix(`Write it in ${casing} case`, replace(span, quoted(fitting)), true);
    }
  },
  examples: {
    good: [
      'index=x | eval a=lower(a) | replace "b" with "Other" in a | where a="Other"',
      'index=x source="XmlWinEventLog:Security" EventCode=4688 | eval a=lower(NewProcessName) | fillnull value="Unknown" a | where a="Unknown"',
      'index=x | eval a=lower(a) | fillnull value="Unknown" a | where a="Unknown"',
      'index=x | where lower(a)="foo"',
      'index=x | eval a=lower(a) | search a="Foo"',
      'index=x | where upper(a)="FOO"',
    ],
    bad: [
      {
        spl: String.raw`index=x | where lower(a)=«"C:\\New\\Temp"»`,
        fixed: String.raw`index=x | where lower(a)="c:\\new\\temp"`,
      },
      { spl: 'index=x | where lower(a)=«"Foo"»', fixed: 'index=x | where lower(a)="foo"' },
      {
        spl: 'index=x | eval a=lower(b) | where like(a,«"%Foo%"»)',
        fixed: 'index=x | eval a=lower(b) | where like(a,"%foo%")',
      },
    ],
  },
});
