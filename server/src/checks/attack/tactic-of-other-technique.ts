import { defineRuleCheck } from "../define-rule-check.ts";
import { statedTechniques, tacticOf } from "../support/attack.ts";

/** As many techniques are named in a message. */
const MOST_NAMED = 5;

export const tacticOfOtherTechnique = defineRuleCheck({
  id: "attack/tactic-of-other-technique",
  severity: "information",
  grade: "proved",
  preset: "recommended",
  summary: "A tactic that none of the rule's techniques serves.",
  why: "In ATT&CK a technique serves certain tactics. When a rule states a tactic that none of its techniques has, either the tactic is wrong or a technique is missing. Where ATT&CK moved a technique, its former tactics count too.",
  check(rule, ctx) {
    const techniques = statedTechniques(rule, ctx).map(({ technique }) => technique);
    if (techniques.length === 0) return;
    const served = new Set<string>();
    for (const technique of techniques) {
      // Of a technique that is not known or no longer in force nothing is said.
      if (technique === undefined || technique.revoked || technique.deprecated) return;
      for (const name of [...technique.tactics, ...(technique.formerTactics ?? [])]) {
        const id = ctx.catalog.attack.tactic(name)?.id;
        if (id !== undefined) served.add(id);
      }
    }
    const names = techniques.flatMap((technique) =>
      technique === undefined ? [] : [`${technique.id} (${technique.name})`],
    );
    for (const stated of rule.metadata.tactics) {
      const tactic = tacticOf(stated, ctx.catalog);
      if (tactic === undefined || served.has(tactic.id)) continue;
      const serves = [...served].map((id) => ctx.catalog.attack.tactic(id)?.name ?? id).join(", ");
      ctx
        .report(
          stated.span,
          `${tactic.name} is no tactic of ${names.slice(0, MOST_NAMED).join(", ")}${names.length > MOST_NAMED ? ", …" : ""}.`,
        )
        .fact(`${names.length === 1 ? "It serves" : "They serve"} ${serves}.`);
    }
  },
  examples: {
    good: [
      { file: "page.md", text: "# Windows Management Instrumentation (T1047)\n\n## Tactics\n- Execution (TA0002)\n" },
      {
        file: "rule.yml",
        text: "name: a\nattack: { techniques: [T1014], tactics: [defense-evasion] }\nanalytics:\n  - { name: a, query: index=x }\n",
      },
    ],
    bad: [
      {
        file: "page.md",
        text: "# Windows Management Instrumentation (T1047)\n\n## Tactics\n- Collection («TA0009»)\n",
      },
    ],
  },
});
