import { describe, expect, it } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { applyEdits } from "#base/text-edit.ts";
import { diagnoseDocument } from "#checks/diagnose.ts";
import { ruleChecks } from "#checks/rule-checks.index.ts";
import { runRuleChecks } from "#checks/run-rule.ts";
import type { RuleSurroundings } from "#checks/surroundings.ts";
import { testEnvironment } from "#test/support/environment.ts";

const FILES: Readonly<Record<string, string>> = {
  "rule.yml": `# rulehound-ignore technique-revoked, nothing: the old id is meant
name: "A “rule”"
id: 'x'
date: 2023-02-30
references: [attack.mitre.org/techniques/T1047/]
attack: { techniques: [T1086, "T1059.1", T9999], tactics: [TA0099, Lateral Movment] }
description: Event ID 4624, port 135 and cmd.exe. DS0009
analytics:
  - name: a
    query: 'index=x a=“b” c=''d'' ’e’'
  - name: a
    query: |
      index=x\u00A0y=1\u200B
samples: [gone/*.json]
`,
  "page.md":
    "# PowerShell (T1086)\n<!-- rulehound-ignore technique-revoked -->\n\n## Process: Process Creation (DS0009)\n\nAnalytic 1 - x\n\n``` index=x a=“b” ```\n\nAnalytic 1 - x\n\n```spl\nindex=y\u00A0z=1\n",
  "detection.yml":
    "name: a\nid: 12-34\nstatus: Experimental\ndate: 2024/3/9\nsearch: >-\n  index=x a=“b”\n\n  | table\u00A0a\ntags: { mitre_attack_id: [T1086, t1059.1] }\n",
  "savedsearches.conf": "[A]\nsearch = index=x a=“b” \\\n| table\u00A0a\n[A]\nsearch = index=y\n",
  "a.spl": "```spl-ignore smart-quotes: x``` index=x a=“b”\u00A0c",
};

const known: RuleSurroundings = { today: "2020-01-01", otherRulesWithId: () => ["b"], sample: () => "missing" };

describe("checks of rule files", () => {
  it.each(Object.entries(FILES))("give places and edits within every beginning of %s", (file, text) => {
    for (let end = 0; end <= text.length; end++) {
      const beginning = text.slice(0, end);
      const analysis = analyseDocument(createDocument(file, 1, beginning), testEnvironment);
      for (const { span, fixes } of diagnoseDocument(analysis, known)) {
        expect(0 <= span.start && span.start <= span.end && span.end <= end).toBe(true);
        for (const { edits } of fixes) expect(typeof applyEdits(beginning, edits)).toBe("string");
      }
    }
  });

  it("silence in a file what its comments name", () => {
    const codes = (file: string) =>
      diagnoseDocument(analyseDocument(createDocument(file, 1, FILES[file] ?? ""), testEnvironment), known)
        .filter(({ suppressed }) => suppressed !== undefined)
        .map(({ code, suppressed }) => `${code}: ${suppressed?.reason ?? ""}`);
    expect(codes("rule.yml")).toEqual(["attack/technique-revoked: the old id is meant"]);
    expect(codes("page.md")).toEqual(["attack/technique-revoked: "]);
    expect(codes("a.spl")).toEqual(["document/smart-quotes: x"]);
  });

  it("end on long lines of what they look for", () => {
    const size = 200_000;
    const parts = [
      "DS0009 ",
      "T1086 ",
      "event id      ",
      "port 135 ",
      "# rulehound-ignore ",
      "‘a’ ",
      "cmd.exe ",
      "  ",
      "TA0002,",
    ];
    for (const part of parts) {
      const long = part.repeat(size / part.length);
      const page = `# T (T1086)\n\n${long}\n\n\`\`\`spl\nindex=x\n\`\`\`\n`;
      const analysis = analyseDocument(createDocument("page.md", 1, page), testEnvironment);
      expect(Array.isArray(runRuleChecks(analysis, ruleChecks, known))).toBe(true);
    }
  });
});
