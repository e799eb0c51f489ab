import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { expectationFaults } from "#engine/expectation-faults.ts";
import { checkExpectations, type Failure, type TestedResult } from "#engine/expectations.ts";
import type { Analytic, RuleTest } from "#semantics/rule/rule-file.ts";
import { namedSamples } from "../node/named-samples.ts";
import type { JobOutcome, JobSample, RunJob } from "./job.ts";

/** A test of a rule file with what runs it. */
export interface BoundTest {
  /** Its number in the file, from 0. */
  readonly index: number;
  readonly test: RuleTest;
  readonly analytic: Analytic | undefined;
  readonly samples: readonly JobSample[];
  /** Why samples that it names are not read. */
  readonly refused: readonly string[];
}

/** What a test gave: `refused` when the analytic or its samples cannot be run, `problems` says why. */
export interface TestOutcome {
  readonly status: "passed" | "failed" | "refused";
  readonly failures: readonly Failure[];
  readonly problems: readonly string[];
  readonly result: TestedResult | undefined;
}

/** Rows that are compared, and events whose lines are: more are counted only. */
const COMPARED_ROWS = 10_000;

/** The tests of a rule file with the samples that they may read: those in the file's folder and the given ones. */
export function testsOf(analysis: DocumentAnalysis, file: string, folders: readonly string[]): readonly BoundTest[] {
  return analysis.rule.tests.map((test, index) => ({
    index,
    test,
    analytic: analysis.rule.analytics.find(({ id }) => id === test.analytic),
    ...samplesOf(test, file, folders),
  }));
}

function samplesOf(test: RuleTest, file: string, folders: readonly string[]): Pick<BoundTest, "samples" | "refused"> {
  if (test.events === undefined) return namedSamples(file, test.samples, folders);
  const text = test.events.map((event) => `${JSON.stringify(event)}\n`).join("");
  return { samples: [{ path: "events.jsonl", text }], refused: [] };
}

/** Runs a test with `run`, which takes the job of an analytic on samples. Rejects when cancelled. */
export async function runTest(
  { test, analytic, samples, refused: unread }: BoundTest,
  run: (
    job: Pick<RunJob, "text" | "language" | "samples" | "everyClause" | "rowLimit" | "markLimit">,
  ) => Promise<JobOutcome>,
): Promise<TestOutcome> {
  const refused = (...problems: string[]): TestOutcome => ({
    status: "refused",
    failures: [],
    problems,
    result: undefined,
  });
  if (analytic === undefined) return refused("The test names no analytic of this file.");
  if (unread.length > 0) return refused(...unread);
  if (samples.length === 0)
    return refused("The test has no events, and neither it nor its analytic names a sample on this machine.");
  const faults = expectationFaults(test.expect);
  if (faults.length > 0) return refused(...faults);
  const { language, query } = analytic;
  const outcome = await run({
    text: query.text,
    language,
    samples,
    everyClause: true,
    rowLimit: COMPARED_ROWS,
    markLimit: COMPARED_ROWS,
  });
  if (outcome.status !== "done") {
    return refused(...outcome.problems.filter(({ severity }) => severity === "error").map(({ message }) => message));
  }
  const result = resultOf(outcome, query.text);
  const failures = checkExpectations(test.expect, result);
  const problems = outcome.problems.flatMap(({ severity, message }) => (severity === "info" ? [] : [message]));
  return { status: failures.length === 0 ? "passed" : "failed", failures, problems, result };
}

function resultOf(outcome: JobOutcome, text: string): TestedResult {
  const { rows, columns, table, clauses, logs } = outcome;
  return {
    matches: logs.reduce((sum, { matchedEvents }) => sum + matchedEvents, 0),
    rows,
    columns,
    table,
    clauses: clauses.map(({ start, end, hits }) => ({ text: text.slice(start, end), hits })),
    lines: logs
      .flatMap(({ marks }) => marks.filter(({ kind }) => kind === "event").map(({ line }) => line + 1))
      .sort((a, b) => a - b),
  };
}
