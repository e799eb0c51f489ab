import { defineRuleCheck } from "../define-rule-check.ts";
import { writtenValue } from "../support/written-value.ts";

const URL_FORM = /^https?:\/\/[^\s/?#.][^\s/?#]*(?:[/?#]\S*)?$/i;

export const referenceNotUrl = defineRuleCheck({
  id: "rule/reference-not-url",
  severity: "information",
  grade: "likely",
  preset: "recommended",
  summary: "A reference is no web address that can be opened.",
  why: "Readers and tools open references. A title without address, or an address without `https://`, cannot be opened.",
  check(rule, ctx) {
    if (rule.format === "sigma") return;
    for (const { value, span } of rule.metadata.references) {
      const text = value.trim();
      if (URL_FORM.test(text)) continue;
      const report = ctx.report(span, `"${text}" is no address that begins with https:// or http://.`);
      const at = writtenValue(ctx.text, span, text);
      if (at !== undefined && /^(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}\/\S*$/i.test(text))
        report.fix("Put https:// before it", { span: { start: at.start, end: at.start }, text: "https://" });
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "name: a\nreferences:\n  - https://attack.mitre.org/techniques/T1047/\nsearch: index=x\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "name: a\nreferences:\n  - «attack.mitre.org/techniques/T1047/»\nsearch: index=x\n",
        fixed: "name: a\nreferences:\n  - https://attack.mitre.org/techniques/T1047/\nsearch: index=x\n",
      },
      { file: "a.yml", text: "name: a\nreferences: [«The WMI paper»]\nsearch: index=x\n" },
    ],
  },
});
