import { closest } from "#base/closest.ts";
import { defineRuleCheck } from "../define-rule-check.ts";
import { tacticOf } from "../support/attack.ts";
import { writtenValue } from "../support/written-value.ts";

export const tacticUnknown = defineRuleCheck({
  id: "attack/tactic-unknown",
  severity: "warning",
  grade: "proved",
  preset: "recommended",
  summary: "A tactic that ATT&CK for Enterprise does not have.",
  why: "A tactic that does not exist is counted nowhere. Tactics are written as ids (TA0002), short names (lateral-movement) or names (Lateral Movement); a name that ATT&CK changed is known under both.",
  check(rule, ctx) {
    // Sigma keeps groups and software under the same prefix as tactics.
    if (rule.format === "sigma") return;
    for (const tactic of rule.metadata.tactics) {
      if (tacticOf(tactic, ctx.catalog) !== undefined) continue;
      const value = tactic.value.trim();
      const at = writtenValue(ctx.text, tactic.span, value);
      const known = ctx.catalog.attack.tactics();
      const near = /^TA\d*$/i.test(value)
        ? undefined
        : closest(
            value,
            known.flatMap(({ name, shortname }) => [name, shortname]),
          );
      const report = ctx.report(at ?? tactic.span, `ATT&CK ${ctx.catalog.attack.version} has no tactic "${value}".`);
      if (near !== undefined && at !== undefined) report.fix(`Change to ${near}`, { span: at, text: near });
    }
  },
  examples: {
    good: [
      {
        file: "rule.yml",
        text: "name: a\nattack: { tactics: [TA0002, lateral-movement, Defense Evasion] }\nanalytics:\n  - { name: a, query: index=x }\n",
      },
    ],
    bad: [
      {
        file: "rule.yml",
        text: "name: a\nattack: { tactics: [«Lateral Movment»] }\nanalytics:\n  - { name: a, query: index=x }\n",
        fixed: "name: a\nattack: { tactics: [Lateral Movement] }\nanalytics:\n  - { name: a, query: index=x }\n",
      },
    ],
  },
});
