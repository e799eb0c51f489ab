import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { checks } from "#checks/index.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { shared } from "#test/support/shared.ts";
import { type ExpectedFinding, seedFindings } from "./seed-findings.ts";

const path = shared("seed/T1047.md");
const implemented = new Set<string>(checks.map((check) => check.id));

/** Expected findings that nothing reports, and reported ones that nobody expects. */
function difference(text: string) {
  const analysis = analyseDocument(createDocument("T1047.md", 1, text), testEnvironment);
  const reported = diagnostics(analysis, { preset: "all", severity: {} })
    .filter(({ analytic }) => analytic !== undefined)
    .map((diagnostic) => ({ diagnostic, taken: false }));
  const missing: ExpectedFinding[] = [];
  for (const expected of seedFindings(text).filter(({ id }) => implemented.has(id))) {
    const found = reported.find(
      ({ diagnostic: { code, span, severity }, taken }) =>
        !taken &&
        code === expected.id &&
        severity === expected.severity &&
        expected.at.start <= span.start &&
        span.end <= expected.at.end,
    );
    if (found === undefined) missing.push(expected);
    else found.taken = true;
  }
  return {
    missing: missing.map(
      ({ search, id, at, severity }) => `${search} ${id} ${severity}: ${text.slice(at.start, at.end)}`,
    ),
    surplus: reported
      .filter(({ taken }) => !taken)
      .map(({ diagnostic: { code, severity, span, message, analytic } }) => {
        const fragment = text.slice(span.start, span.end).replace(/\s+/g, " ").slice(0, 90);
        return `${analytic} ${code} ${severity}: ${fragment} — ${message}`;
      }),
  };
}

describe.skipIf(path === undefined)("the seed page", () => {
  it("gets exactly the findings that the reference names", () => {
    const text = readFileSync(path ?? "", "utf8");
    expect(difference(text)).toEqual({ missing: [], surplus: [] });
  });
});
