import { defineRuleCheck } from "../define-rule-check.ts";

export const duplicateId = defineRuleCheck({
  id: "rule/duplicate-id",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "Another rule of the workspace has the same id.",
  why: "An id names one rule. Of two rules with the same one, whatever is keyed by id (alerts, suppressions, dashboards) takes the one for the other. It comes from copying a file; the copy needs an id of its own.",
  check(rule, ctx) {
    const { id } = rule.metadata;
    if (id === undefined || rule.format === "sigma" || rule.analytics.length === 0) return;
    const others = ctx.surroundings.otherRulesWithId?.(id.value) ?? [];
    if (others.length === 0) return;
    const report = ctx.report(
      id.span,
      `${others.length === 1 ? "Another rule has" : `${others.length} other rules have`} this id too.`,
    );
    for (const other of others.slice(0, 5)) report.fact(other);
  },
  examples: {
    good: [{ file: "a.yml", text: "name: a\nid: 7c4f9a52-4f0e-4f0b-9a6a-0d9a4c2b8e11\nsearch: index=x\n", sameId: [] }],
    bad: [
      {
        file: "copy.yml",
        text: "name: a\nid: «7c4f9a52-4f0e-4f0b-9a6a-0d9a4c2b8e11»\nsearch: index=x\n",
        sameId: ["original.yml"],
      },
    ],
  },
});
