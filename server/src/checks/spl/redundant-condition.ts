import { comparisonOf } from "#semantics/spl/comparison.ts";
import { isEmptyDomain, mayHold } from "#semantics/spl/domain.ts";
import { fitsWildcard } from "#semantics/spl/wildcard.ts";
import { defineCheck } from "../define.ts";
import { roleOf } from "../support/situation.ts";

export const redundantCondition = defineCheck({
  id: "spl/redundant-condition",
  severity: "information",
  grade: "proved",
  preset: "recommended",
  summary: "A condition says what earlier ones say already.",
  why: "Every row that comes here meets it, so it does nothing.",
  on: ["search-compare", "search-in", "binary", "in-expr"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison === undefined || comparison.negated || comparison.partial || roleOf(ctx) !== "required") return;
    if (comparison.op !== "search" && comparison.op !== "equals") return;
    const info = ctx.field(comparison.field);
    const { domain } = info;
    if (domain.kind !== "set" || isEmptyDomain(domain) || info.presence !== "definite" || info.multivalue !== "never")
      return;
    // A case-sensitive comparison still decides when the known values were compared without case.
    const exact = comparison.op === "equals";
    if (exact && domain.ignoreCase && info.casing === "as-is" && domain.values.some((value) => /[a-z]/i.test(value)))
      return;
    const covered = domain.values.every((value) =>
      comparison.values.some(({ text }) =>
        exact ? mayHold({ ...domain, values: [value] }, text) : fitsWildcard(text, value),
      ),
    );
    if (!covered) return;
    ctx
      .report(
        comparison.span,
        `Earlier conditions leave only such rows: ${comparison.field} is ${domain.values.slice(0, 4).join(" or ")} here.`,
      )
      .unnecessary();
  },
  examples: {
    good: [
      "index=x a=1 OR a=2",
      'index=x source="XmlWinEventLog:Security" EventCode IN (4688, 4689) | search EventCode=4688',
    ],
    bad: [
      { spl: "index=x EventCode=1 Image=* | search «EventCode=1»" },
      { spl: 'index=x source="XmlWinEventLog:Security" EventCode=4688 | search «EventCode=4688» NewProcessName=*' },
    ],
  },
});
