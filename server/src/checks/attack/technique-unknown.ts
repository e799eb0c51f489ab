import type { AttackTechnique } from "#catalog/attack.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { RuleFile } from "#semantics/rule/rule-file.ts";
import { defineRuleCheck } from "../define-rule-check.ts";
import { likeWritten, statedTechniques } from "../support/attack.ts";

export const techniqueUnknown = defineRuleCheck({
  id: "attack/technique-unknown",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "A technique id that ATT&CK for Enterprise does not have.",
  why: "An id that does not exist leads nowhere and is counted nowhere. Ids of the Mobile and ICS matrices are not in this catalog, which holds Enterprise; silence the check for rules about those.",
  check(rule, ctx) {
    for (const { id, at, exact, technique } of statedTechniques(rule, ctx)) {
      if (technique !== undefined || isOtherMatrix(id)) continue;
      const near = meant(id, rule, ctx.catalog);
      const report = ctx.report(
        at,
        `ATT&CK ${ctx.catalog.attack.version} has no technique ${id}.${parentSays(id, ctx.catalog)}`,
      );
      if (near === undefined) continue;
      report.fact(`${near.id} is ${near.name}.`);
      if (exact === undefined) continue;
      const text = likeWritten(near.id, ctx.text.slice(exact.start, exact.end));
      report.fix(`Change to ${near.id} (${near.name})`, { span: exact, text });
    }
  },
  examples: {
    good: [
      { file: "page.md", text: "# Windows Management Instrumentation (T1047)\n" },
      { file: "ics.yml", text: "name: a\nsearch: index=x\ntags:\n  mitre_attack_id: [T0807]\n" },
    ],
    bad: [
      {
        file: "page.md",
        text: "# Windows Management Instrumentation («T1147.003»)\n",
        fixed: "# Windows Management Instrumentation (T1047)\n",
        doc: "The title names the technique that is meant.",
      },
      {
        file: "detection.yml",
        text: "name: a\nsearch: index=x\ntags:\n  mitre_attack_id:\n    - «T1059.1»\n",
        fixed: "name: a\nsearch: index=x\ntags:\n  mitre_attack_id:\n    - T1059.001\n",
      },
      { file: "detection.yml", text: "name: a\nsearch: index=x\ntags:\n  mitre_attack_id: [«T1047.001»]\n" },
    ],
  },
});

/** Ids of the ICS matrix, and of Mobile, which begins at T1398. */
function isOtherMatrix(id: string): boolean {
  const number = /^t(\d{4})(?:\.\d{3})?$/i.exec(id)?.[1];
  return number !== undefined && (number.startsWith("0") || MOBILE.has(number));
}

/** Numbers of Mobile techniques that stand between those of Enterprise. */
const MOBILE: ReadonlySet<string> = new Set(
  [...range(1398, 1479), ...range(1507, 1517), ...range(1521, 1524), 1532, 1533, 1540, 1541, 1544, 1575, 1577]
    .concat([
      ...range(1581, 1582),
      1603,
      1604,
      1605,
      1616,
      1617,
      ...range(1623, 1646),
      1655,
      1660,
      1661,
      1662,
      1663,
      1664,
      1670,
      1676,
    ])
    .map(String),
);

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** What the parent of a sub-technique says. */
function parentSays(id: string, { attack }: Catalog): string {
  const parent = attack.technique(/^(t\d{4})\.\d+$/i.exec(id)?.[1] ?? "");
  if (parent === undefined) return "";
  const subs = attack.subTechniques(parent.id);
  const last = subs.at(-1);
  if (last === undefined) return ` ${parent.id} (${parent.name}) has no sub-techniques.`;
  return ` The sub-techniques of ${parent.id} (${parent.name}) go up to ${last.id}.`;
}

/** The technique that is certainly meant: the same number written otherwise, or the one that the rule's title names. */
function meant(id: string, rule: RuleFile, { attack }: Catalog): AttackTechnique | undefined {
  const parts = /^t(\d{4})(?:[./](\d{1,3}))?$/i.exec(id.replace(/\s/g, ""));
  const sub = parts?.[2];
  if (parts !== null && sub !== undefined) {
    const padded = attack.technique(`T${parts[1]}.${sub.padStart(3, "0")}`);
    if (padded !== undefined) return padded;
  }
  const title = rule.metadata.name?.value
    .replace(/\([^)]*\)\s*$/, "")
    .trim()
    .toLowerCase();
  return attack
    .techniques()
    .find(({ name, revoked, deprecated }) => !revoked && !deprecated && name.toLowerCase() === title);
}
