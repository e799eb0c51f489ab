import { defineRuleCheck } from "../define-rule-check.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const idNotUuid = defineRuleCheck({
  id: "rule/id-not-uuid",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "The id of a detection of a content pack is no UUID.",
  why: "Splunk's content packs are built by tools that take only UUIDs for `id` (RFC 9562: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12). Rulehound's own files may have any id.",
  check(rule, ctx) {
    const { id } = rule.metadata;
    if (rule.format !== "security-content" || id === undefined || UUID.test(id.value.trim())) return;
    const digits = id.value.replace(/[^0-9a-f]/gi, "").length;
    ctx
      .report(id.span, `"${id.value}" is no UUID.`)
      .fact(`A UUID has 32 hexadecimal digits, 8-4-4-4-12; ${digits === 0 ? "this has none" : `this has ${digits}`}.`);
  },
  examples: {
    good: [
      { file: "a.yml", text: "name: a\nid: 7c4f9a52-4f0e-4f0b-9a6a-0d9a4c2b8e11\nsearch: index=x\n" },
      { file: "rule.yml", text: "name: a\nid: WMI-7\nanalytics:\n  - { name: a, query: index=x }\n" },
    ],
    bad: [{ file: "a.yml", text: "name: a\nid: «7c4f9a52-4f0e-4f0b-9a6a-0d9a4c2b8e1»\nsearch: index=x\n" }],
  },
});
