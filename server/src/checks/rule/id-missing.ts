import { defineRuleCheck } from "../define-rule-check.ts";

export const idMissing = defineRuleCheck({
  id: "rule/id-missing",
  severity: "warning",
  grade: "proved",
  preset: "recommended",
  summary: "A rule has no id.",
  why: "Titles change; alerts, tickets and reports that refer to a rule need an id that stays. Splunk's content packs require a UUID under `id`; for Rulehound's own files it is advised.",
  check(rule, ctx) {
    if (rule.format !== "security-content" && rule.format !== "rulehound") return;
    const { id, name } = rule.metadata;
    if (id !== undefined || name === undefined) return;
    ctx
      .report(name.span, "This rule has no id that stays when its title changes.")
      .severity(rule.format === "rulehound" ? "information" : "warning")
      .fact("Add the key `id` with a new UUID.");
  },
  examples: {
    good: [
      { file: "a.yml", text: "name: a\nid: 7c4f9a52-4f0e-4f0b-9a6a-0d9a4c2b8e11\nsearch: index=x\n" },
      { file: "page.md", text: "# A page\n\n```spl\nindex=x\n```\n" },
    ],
    bad: [{ file: "a.yml", text: "name: «Process through WMI»\nsearch: index=x\n" }],
  },
});
