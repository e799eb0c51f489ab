import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exportSignature } from "#languages/signature/export/export.ts";
import { importSignatures } from "#languages/signature/import/import.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { ELEMENTS, exported, ruleOf } from "./elements.ts";
import { DATA, RULE } from "./random-rules.ts";
import { verdictOf } from "./subject.ts";

const { catalog } = testEnvironment;

describe.each(["yara", "suricata"] as const)("a rule written for %s and read again", (target) => {
  it("finds what it found, and more only where that is said", () => {
    const seen = { both: 0, none: 0, less: 0 };
    fc.assert(
      fc.property(RULE, DATA, (body, data) => {
        const rule = `title: a rule\ncustom:\n  suricata_sid: 1000001\n${body}`;
        const written = exportSignature(rule, "a rule", target, catalog);
        if (written === undefined) throw new Error(rule);
        const { rules, notes } = importSignatures(written.text, catalog);
        const context = `${rule}\n${written.text}\n${rules.map(({ text }) => text).join("---\n")}\n${[...data]}`;
        const before = verdictOf(rule, data).holds;
        const after = rules.some(({ text }) => verdictOf(text, data).holds);
        // What is not carried over may be a condition; that is said.
        if (after && notes.length === 0) expect(before, context).toBe(true);
        if (written.notes.length === 0 && notes.length === 0) expect(after, context).toBe(before);
        seen[after ? "both" : before ? "less" : "none"]++;
      }),
      { numRuns: 800 },
    );
    expect(seen.both).toBeGreaterThan(20);
    expect(seen.less).toBeLessThan(seen.both);
  });

  it.each(Object.keys(ELEMENTS))("keeps %s", (name) => {
    const { rules } = importSignatures(exported(ruleOf(name), target), catalog);
    expect(rules.length).toBeGreaterThan(0);
  });
});
