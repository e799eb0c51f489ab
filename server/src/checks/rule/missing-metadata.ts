import type { RuleMetadata } from "#semantics/rule/rule-file.ts";
import { defineRuleCheck } from "../define-rule-check.ts";

/** Keys that content packs have always required. Their later ones (type, data_source, …) came and went. */
const REQUIRED = ["name", "date", "status", "description"] as const satisfies readonly (keyof RuleMetadata)[];

export const missingMetadata = defineRuleCheck({
  id: "rule/missing-metadata",
  severity: "information",
  grade: "likely",
  preset: "recommended",
  summary: "A detection of a content pack lacks keys that every such detection has.",
  why: "Splunk's content packs are built by tools that refuse a detection without name, date, status and description, and readers miss them too. A missing id is reported by itself.",
  check(rule, ctx) {
    if (rule.format !== "security-content") return;
    const { metadata } = rule;
    const missing = REQUIRED.filter((key) => metadata[key] === undefined);
    // A file with none of them is no detection of a pack.
    const first = metadata.name ?? metadata.id ?? metadata.description;
    if (missing.length === 0 || first === undefined) return;
    ctx.report(first.span, `This detection has no ${missing.map((key) => `\`${key}\``).join(", ")}.`);
  },
  examples: {
    good: [
      { file: "a.yml", text: "name: a\ndate: 2026-03-09\nstatus: production\ndescription: b\nsearch: index=x\n" },
      { file: "page.md", text: "# A\n\n```spl\nindex=x\n```\n" },
    ],
    bad: [{ file: "a.yml", text: "name: «Process through WMI»\ndate: 2026-03-09\nsearch: index=x\n" }],
  },
});
