import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { runJob } from "#hosts/run/run-job.ts";
import { runTest, testsOf } from "#hosts/run/run-test.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { testEnvironment } from "./environment.ts";

/** What is found in a rule file with everything reported that is likely wrong, and what its tests give: `passed`, or why not. */
export async function ruleOutcome(path: string, text: string) {
  const analysis = analyseDocument(createDocument(path, 1, text), testEnvironment);
  const findings = diagnostics(analysis, { preset: "recommended", severity: {} });
  const tests: string[] = [];
  for (const bound of testsOf(analysis, path, [])) {
    const { status, failures, problems } = await runTest(bound, (job) =>
      runJob(
        { ...job, folders: [], revision: 0, settings: DEFAULT_SETTINGS, now: 1773200000 },
        { signal: new AbortController().signal, progress: () => undefined },
      ),
    );
    tests.push([status, ...failures.map(({ message }) => message), ...problems].join(": "));
  }
  const { format, analytics } = analysis.rule;
  return {
    format,
    analytics: analytics.length,
    findings: findings.map(({ code, message }) => `${code}: ${message}`),
    tests,
  };
}
