import { defineRuleCheck } from "../define-rule-check.ts";
import { statedTechniques } from "../support/attack.ts";

export const techniqueDeprecated = defineRuleCheck({
  id: "attack/technique-deprecated",
  severity: "information",
  grade: "proved",
  preset: "recommended",
  summary: "A technique was deprecated without a successor.",
  why: "ATT&CK no longer maintains a deprecated technique and names none in its place. Choose by hand the technique that the behaviour belongs to now.",
  check(rule, ctx) {
    for (const { at, technique } of statedTechniques(rule, ctx)) {
      if (technique === undefined || technique.revoked || !technique.deprecated) continue;
      ctx
        .report(at, `${technique.id} (${technique.name}) is deprecated; ATT&CK names no successor.`)
        .fact(technique.url);
    }
  },
  examples: {
    good: [{ file: "page.md", text: "# Non-Standard Port (T1571)\n" }],
    bad: [{ file: "page.md", text: "# Commonly Used Port («T1043»)\n" }],
  },
});
