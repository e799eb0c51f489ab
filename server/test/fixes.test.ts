import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { applyEdits } from "#base/text-edit.ts";
import type { Diagnostic } from "#checks/diagnostic.ts";
import { fixAll } from "#ide/code-fixes.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { testEnvironment } from "./support/environment.ts";

const sample = (name: string) => fileURLToPath(new URL(`../../samples/wmi/${name}`, import.meta.url));

function check(name: string, text: string): { readonly found: readonly Diagnostic[]; readonly analytics: number } {
  const analysis = analyseDocument(createDocument(name, 1, text), testEnvironment);
  return { found: diagnostics(analysis, { preset: "all", severity: {} }), analytics: analysis.analytics.length };
}

const syntax = (found: readonly Diagnostic[]): readonly string[] =>
  found.filter(({ code }) => code.startsWith("syntax/") || code.startsWith("yaml/")).map(({ message }) => message);

describe.each(["T1047.md", "rule.yml"])("the fixes offered in %s", (name) => {
  const text = readFileSync(sample(name), "utf8");
  const before = check(name, text);

  it("each answer their own finding and break nothing else", () => {
    const wrong: string[] = [];
    for (const finding of before.found) {
      const fragment = text.slice(finding.span.start, finding.span.end);
      for (const fix of finding.fixes) {
        const fixed = applyEdits(text, fix.edits);
        const after = check(name, fixed);
        // A search that is no longer dead here may show the next true finding of the same kind, at another fragment.
        const same = (of: string, list: readonly Diagnostic[]) =>
          list.filter(({ code, span }) => code === finding.code && of.slice(span.start, span.end) === fragment).length;
        const what = `${finding.code} at ${finding.span.start}: ${fix.title}`;
        if (same(fixed, after.found) >= same(text, before.found)) wrong.push(`${what} leaves its finding`);
        if (after.analytics !== before.analytics) wrong.push(`${what} changes the number of analytics`);
        if (syntax(after.found).length > 0) wrong.push(`${what} breaks the text: ${syntax(after.found).join("; ")}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("can be applied together where they are safe", () => {
    const all = fixAll(before.found);
    const after = check(name, applyEdits(text, all?.edits ?? []));
    expect(after.analytics).toBe(before.analytics);
    expect(syntax(after.found)).toEqual([]);
    expect(after.found.length).toBeLessThan(before.found.length);
  });
});
