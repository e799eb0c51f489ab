import { defineRuleCheck } from "../define-rule-check.ts";
import { likeWritten, statedTechniques } from "../support/attack.ts";

export const techniqueRevoked = defineRuleCheck({
  id: "attack/technique-revoked",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "A technique id was revoked in favour of another one.",
  why: "ATT&CK replaces techniques: their ids stay readable on its site and lead to a successor. Coverage counted by id misses the rule until it states the id in force. The successor may be broader or narrower, so read its page before you take it.",
  check(rule, ctx) {
    const all = statedTechniques(rule, ctx);
    const stated = new Set(all.map(({ technique }) => technique?.id));
    for (const { at, exact, technique } of all) {
      if (technique?.revoked !== true) continue;
      const current = ctx.catalog.attack.technique(technique.currentId ?? "");
      const since = technique.revokedIn === undefined ? "" : ` in ATT&CK ${technique.revokedIn}`;
      const by = current === undefined ? "" : ` in favour of ${current.id} (${current.name})`;
      const report = ctx.report(at, `${technique.id} (${technique.name}) was revoked${since}${by}.`);
      if (current === undefined) continue;
      report.fact(current.url);
      if (exact === undefined || stated.has(current.id)) continue;
      const text = likeWritten(current.id, ctx.text.slice(exact.start, exact.end));
      report.fix(`Change to ${current.id} (${current.name})`, { span: exact, text });
    }
  },
  examples: {
    good: [{ file: "page.md", text: "# PowerShell (T1059.001)\n" }],
    bad: [
      {
        file: "detection.yml",
        text: "name: Encoded command\nsearch: index=x -enc\ntags:\n  mitre_attack_id: ['«T1086»']\n",
        fixed: "name: Encoded command\nsearch: index=x -enc\ntags:\n  mitre_attack_id: ['T1059.001']\n",
      },
      { file: "page.md", text: "# PowerShell («T1086»)\n", fixed: "# PowerShell (T1059.001)\n" },
    ],
  },
});
