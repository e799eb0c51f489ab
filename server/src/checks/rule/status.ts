import { closest } from "#base/closest.ts";
import { defineRuleCheck } from "../define-rule-check.ts";
import { writtenValue } from "../support/written-value.ts";

/** What Splunk's content packs write under `status`, in the order of a detection's life. */
const STATUSES = ["experimental", "validation", "production", "deprecated", "removed"] as const;

export const ruleStatus = defineRuleCheck({
  id: "rule/status",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "The status of a detection of a content pack is none that such packs use.",
  why: "Builds of content packs choose what they ship by `status`: experimental, validation, production, deprecated, removed. A detection with another value is refused or left out. Rulehound's own files have values of their own, which are checked as the file is read.",
  check(rule, ctx) {
    const { status } = rule.metadata;
    if (rule.format !== "security-content" || status === undefined) return;
    const value = status.value.trim();
    if (STATUSES.some((one) => one === value)) return;
    const near = closest(value, STATUSES);
    const report = ctx.report(status.span, `"${value}" is no status of a content pack: ${STATUSES.join(", ")}.`);
    const at = writtenValue(ctx.text, status.span, value);
    if (near !== undefined && at !== undefined) report.fix(`Change to ${near}`, { span: at, text: near });
  },
  examples: {
    good: [{ file: "a.yml", text: "name: a\nstatus: production\nsearch: index=x\n" }],
    bad: [
      {
        file: "a.yml",
        text: "name: a\nstatus: «Experimental»\nsearch: index=x\n",
        fixed: "name: a\nstatus: experimental\nsearch: index=x\n",
      },
      { file: "a.yml", text: "name: a\nstatus: «draft»\nsearch: index=x\n" },
    ],
  },
});
