import { describe, expect, it } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import type { CheckDefinition } from "#checks/define.ts";
import { diagnoseAnalytic } from "#checks/diagnose.ts";
import { checks } from "#checks/index.ts";
import { analyse, marked } from "./support.ts";

/** What one check reports for a search: the fragments, and the text after the first fix. */
function reported(check: CheckDefinition, spl: string) {
  const diagnostics = diagnoseAnalytic(analyse(spl, "security-content"), [check]).filter(
    ({ code }) => code === check.id,
  );
  const [first] = diagnostics;
  const fix = first?.fixes[0];
  return {
    fragments: diagnostics.map(({ span }) => `${span.start}: ${spl.slice(span.start, span.end)}`),
    fixed: fix === undefined ? undefined : applyEdits(spl, fix.edits),
    diagnostics,
  };
}

describe.each(checks.map((check) => [check.id, check] as const))("%s", (_id, check) => {
  it.each(check.examples.good)("is silent on %s", (spl) => {
    expect(reported(check, spl).fragments).toEqual([]);
  });

  it.each(check.examples.bad)("reports $spl", ({ spl, fixed }) => {
    const { text, spans } = marked(spl);
    const result = reported(check, text);
    expect(result.fragments).toEqual(spans.map((at) => `${at.start}: ${text.slice(at.start, at.end)}`));
    if (fixed !== undefined) expect(result.fixed).toBe(fixed);
    // One fix mends one finding; where a search has several, the others stay.
    if (fixed !== undefined && spans.length === 1) expect(reported(check, fixed).fragments).toEqual([]);
  });

  it("has an example of each kind, a reason and a summary", () => {
    expect(check.examples.good.length).toBeGreaterThan(0);
    expect(check.examples.bad.length).toBeGreaterThan(0);
    expect(check.why.length).toBeGreaterThan(20);
    expect(check.summary.endsWith(".")).toBe(true);
  });
});
