import { writeFile } from "node:fs/promises";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { positionAt } from "#base/line-map.ts";
import { applyEdits } from "#base/text-edit.ts";
import { acceptBaseline } from "#semantics/rule/baseline.ts";
import { nodeEnvironment } from "../node/environment.ts";
import { FileProblem } from "../node/files.ts";
import { runJob } from "../run/run-job.ts";
import { type BoundTest, runTest, type TestOutcome, testsOf } from "../run/run-test.ts";
import { readCommandLine, UsageError } from "./args.ts";
import { junitReport } from "./junit.ts";
import { type palette as Palette, palette, printJson, printLine, printProblem } from "./print.ts";
import { foldersAround, ruleFiles } from "./rule-files.ts";
import { jobOf } from "./run.ts";

/** One test of one file, run. */
export interface TestReport {
  readonly file: string;
  /** The file with the one-based line on which the test stands. */
  readonly place: string;
  readonly bound: BoundTest;
  readonly outcome: TestOutcome;
  /** Seconds. */
  readonly took: number;
}

/**
 * `rulehound test PATH… [--format text|json|junit] [--update]`: runs the tests of rule files. 1 when a test fails, 3 when one cannot be
 * run. `--update` writes the counts that tests gave into their `expect:` where those of Rulehound's rule files differ.
 */
export async function test(args: readonly string[]): Promise<number> {
  const line = readCommandLine(args, ["text", "json", "junit"]);
  if (line.positionals.length === 0) throw new UsageError("rulehound test needs a rule file or a folder.");
  const folders = foldersAround(line.positionals);
  const environment = nodeEnvironment({ settings: line.settings, folders, revision: 0 });
  const reports: TestReport[] = [];
  for await (const { path: file, text, problem } of ruleFiles(line.positionals)) {
    if (problem !== undefined) throw new FileProblem(`${file}: ${problem}`);
    const document = createDocument(file, 0, text);
    const analysis = analyseDocument(document, environment);
    const own: TestReport[] = [];
    for (const bound of testsOf(analysis, file, folders)) {
      const started = performance.now();
      const outcome = await runTest(bound, (job) =>
        runJob(
          { ...jobOf(job, [], folders, line), ...job },
          { signal: new AbortController().signal, progress: () => undefined },
        ),
      );
      const place = `${file}:${positionAt(document.lines(), bound.test.name.span.start).line + 1}`;
      const report = { file, place, bound, outcome, took: (performance.now() - started) / 1000 };
      own.push(report);
      if (line.format === "text") printReport(report, palette(line.color));
      else if (line.format === "json") printJson(plain(report));
    }
    if (line.update && analysis.rule.format === "rulehound") await update(file, text, own);
    reports.push(...own);
  }
  if (line.format === "junit") printLine(junitReport(reports));
  else if (line.format === "text") printSummary(reports);
  if (reports.some(({ outcome }) => outcome.status === "refused")) return 3;
  return reports.some(({ outcome }) => outcome.status === "failed") ? 1 : 0;
}

function plain({ file, bound, outcome, took }: TestReport): unknown {
  const { status, failures, problems } = outcome;
  return { file, test: bound.test.name.value, analytic: bound.test.analytic, status, failures, problems, took };
}

function printReport({ place, bound, outcome }: TestReport, paint: ReturnType<typeof Palette>): void {
  const mark = { passed: paint.green("✓"), failed: paint.red("✗"), refused: paint.yellow("?") }[outcome.status];
  printLine(`${mark} ${place} › ${bound.test.name.value}`);
  for (const { message } of outcome.failures) printLine(`    ${message}`);
  for (const problem of outcome.problems) printLine(`    ${problem}`);
}

function printSummary(reports: readonly TestReport[]): void {
  const count = (status: TestOutcome["status"]) => reports.filter(({ outcome }) => outcome.status === status).length;
  printLine(`${count("passed")} passed, ${count("failed")} failed, ${count("refused")} could not be run`);
  if (reports.length === 0) printProblem("No rule file here has tests.");
}

/** Writes what failed tests gave into their file, in one step. */
async function update(file: string, text: string, reports: readonly TestReport[]): Promise<void> {
  const edits = reports.flatMap(({ bound, outcome }) =>
    outcome.result === undefined
      ? []
      : acceptBaseline(
          text,
          bound.index,
          outcome.failures.map(({ key }) => key),
          outcome.result,
        ),
  );
  if (edits.length === 0) return;
  await writeFile(file, applyEdits(text, edits));
  printProblem(`${file}: ${edits.length} ${edits.length === 1 ? "value" : "values"} written.`);
}
