import { describe, expect, it } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { applyEdits } from "#base/text-edit.ts";
import type { RuleCheckDefinition, RuleExample } from "#checks/define-rule-check.ts";
import { ruleChecks } from "#checks/rule-checks.index.ts";
import { runRuleChecks } from "#checks/run-rule.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { marked } from "./support.ts";

/** What one check reports for a file: the fragments, and the text after the first fix. */
function reported(check: RuleCheckDefinition, example: RuleExample, text: string) {
  const analysis = analyseDocument(createDocument(example.file, 1, text), testEnvironment);
  const { today, sameId, samples } = example;
  const found = runRuleChecks(analysis, [check], {
    ...(today !== undefined && { today }),
    ...(sameId !== undefined && { otherRulesWithId: () => sameId }),
    ...(samples !== undefined && { sample: (path) => samples[path] }),
  });
  const fix = found[0]?.fixes[0];
  return {
    format: analysis.rule.format,
    fragments: found.map(({ span }) => `${span.start}: ${text.slice(span.start, span.end)}`),
    fixed: fix === undefined ? undefined : applyEdits(text, fix.edits),
  };
}

describe.each(ruleChecks.map((check) => [check.id, check] as const))("%s", (_id, check) => {
  it.each(check.examples.good)("is silent on $text", (example) => {
    const result = reported(check, example, example.text);
    expect(result.fragments).toEqual([]);
    expect(result.format).not.toBe("other");
  });

  it.each(check.examples.bad)("reports $text", (example) => {
    const { text, spans } = marked(example.text);
    const result = reported(check, example, text);
    expect(result.fragments).toEqual(spans.map((at) => `${at.start}: ${text.slice(at.start, at.end)}`));
    expect(result.fixed).toBe(example.fixed);
    if (example.fixed !== undefined && spans.length === 1)
      expect(reported(check, example, example.fixed).fragments).toEqual([]);
  });

  it("has an example of each kind, a reason and a summary", () => {
    expect(check.examples.good.length).toBeGreaterThan(0);
    expect(check.examples.bad.length).toBeGreaterThan(0);
    expect(check.why.length).toBeGreaterThan(20);
    expect(check.summary.endsWith(".")).toBe(true);
  });
});
