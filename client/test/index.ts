/**
 * What VS Code calls inside the extension host: runs every bundled suite under `out-test/suite` with mocha, prints
 * mocha's report, and writes the numbers to the file that the runner named, as proof that the suite came to its end.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";

/** The numbers of one run of the suite. */
export interface SuiteReport {
  readonly passed: number;
  readonly failed: number;
}

/** Runs the suites; rejects when a test failed or none ran. `TEST_GREP` restricts the run to matching titles. */
export async function run(): Promise<void> {
  const grep = process.env.TEST_GREP;
  const mocha = new Mocha({
    ui: "bdd",
    color: false,
    timeout: 300_000,
    forbidOnly: !!process.env.CI,
    ...(grep ? { grep } : {}),
  });
  const folder = join(__dirname, "suite"); // Bundled as CommonJS, next to the suites.
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith(".test.cjs")) mocha.addFile(join(folder, name));
  }
  await mocha.loadFilesAsync();
  const report = await new Promise<SuiteReport>((resolve) => {
    let passed = 0;
    const runner = mocha.run((failed) => resolve({ passed, failed }));
    runner.on("pass", () => {
      passed++;
    });
  });
  const file = process.env.RULEHOUND_TEST_REPORT;
  if (file) writeFileSync(file, JSON.stringify(report));
  if (report.failed > 0) throw new Error(`${report.failed} failed`);
  if (report.passed === 0) throw new Error("No test ran.");
}
