import { pathToFileURL } from "node:url";
import type { CancellationToken, Connection } from "vscode-languageserver";
import { analyseDocument, type DocumentAnalysis } from "#analysis/analysis.ts";
import type { TextEdit } from "#base/text-edit.ts";
import {
  ACCEPT_BASELINE_REQUEST,
  ADD_TEST_REQUEST,
  type AddTestParams,
  type ProtocolEdits,
  RUN_TEST_REQUEST,
  type RunTestParams,
  type RunTestResult,
  TESTS_REQUEST,
  type TestsParams,
  type TestsResult,
} from "#protocol/requests.ts";
import { addTest } from "#semantics/rule/add-test.ts";
import { acceptBaseline } from "#semantics/rule/baseline.ts";
import { runTest, type TestOutcome, testsOf } from "../run/run-test.ts";
import { pathOfUri, toPath } from "./file-path.ts";
import { RequestCancelled, RequestFailed } from "./request-failed.ts";
import { jobFor } from "./run-requests.ts";
import type { RunWorker } from "./run-worker.ts";
import type { Session } from "./session.ts";
import { toRange } from "./to-lsp/places.ts";

/** Serves the tests of rule files: lists them, runs them, accepts what they gave, adds new ones. */
export function serveTests(connection: Connection, session: Session, worker: RunWorker): void {
  const run = (analysis: DocumentAnalysis, index: number, token: CancellationToken): Promise<TestOutcome> => {
    const bound = testsOf(analysis, toPath(analysis.document.uri), session.workspace.folders)[index];
    if (bound === undefined) throw new RequestFailed("The file has no such test any more.");
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    return runTest(bound, async (job) => {
      const outcome = await worker.run(
        { ...jobFor(session, job.text, job.language, []), ...job },
        () => undefined,
        abort.signal,
      );
      if (outcome === undefined) throw new RequestCancelled("The test was cancelled.");
      return outcome;
    });
  };

  connection.onRequest(TESTS_REQUEST, ({ uri }: TestsParams): TestsResult => {
    const analysis = analysisOf(session, uri);
    return analysis === undefined ? { tests: [] } : toTests(analysis, session);
  });

  connection.onRequest(RUN_TEST_REQUEST, async ({ uri, index }: RunTestParams, token): Promise<RunTestResult> => {
    const started = performance.now();
    const { status, failures, problems } = await run(required(session, uri), index, token);
    return { status, failures, problems, took: performance.now() - started };
  });

  connection.onRequest(
    ACCEPT_BASELINE_REQUEST,
    async ({ uri, index }: RunTestParams, token): Promise<ProtocolEdits> => {
      const analysis = required(session, uri);
      const { status, failures, problems, result } = await run(analysis, index, token);
      const keys = failures.map(({ key }) => key);
      const edits =
        result === undefined || analysis.rule.format !== "rulehound"
          ? []
          : acceptBaseline(analysis.document.text, index, keys, result);
      const message =
        status === "refused"
          ? problems.join(" ")
          : analysis.rule.format !== "rulehound"
            ? "Only tests of Rulehound's own rule files state what they expect."
            : keys.some((key) => key.startsWith("rows"))
              ? "Expected rows are not rewritten: change them by hand."
              : "";
      return toEdits(analysis, edits, message);
    },
  );

  connection.onRequest(ADD_TEST_REQUEST, ({ uri, analytic, event, matches }: AddTestParams): ProtocolEdits => {
    const analysis = required(session, uri);
    const found = analysis.rule.analytics.find(({ id }) => id === analytic);
    if (found === undefined) throw new RequestFailed("The file has no such analytic any more.");
    if (analysis.rule.format !== "rulehound") {
      return toEdits(analysis, [], "Only Rulehound's own rule files can hold events in their tests.");
    }
    const json = jsonObject(event);
    if (json === undefined) {
      return toEdits(
        analysis,
        [],
        'Only an event that is one JSON object can be written into a test. Name the sample in the test, and the line under "lines".',
      );
    }
    const edit = addTest(analysis.document.text, { analytic: found.name, event: json, matches });
    if (edit === undefined)
      return toEdits(analysis, [], 'The file\'s "tests" are not a block list, so nothing can be added to it.');
    return toEdits(analysis, [edit], "");
  });
}

/** The analysis of a file, open or on disk. */
function analysisOf(session: Session, uri: string): DocumentAnalysis | undefined {
  const open = session.analysis(uri);
  const file = open === undefined ? pathOfUri(uri) : undefined;
  if (file === undefined) return open;
  const document = session.file(file);
  return document === undefined ? undefined : analyseDocument(document, session.environment);
}

function required(session: Session, uri: string): DocumentAnalysis {
  const analysis = analysisOf(session, uri);
  if (analysis === undefined) throw new RequestFailed("The rule file cannot be read any more.");
  return analysis;
}

function toTests(analysis: DocumentAnalysis, session: Session): TestsResult {
  const { document, rule } = analysis;
  const names = new Map(rule.analytics.map(({ id, name }) => [id, name]));
  return {
    tests: testsOf(analysis, toPath(document.uri), session.workspace.folders).map(({ index, test, samples }) => ({
      index,
      name: test.name.value,
      analytic: names.get(test.analytic ?? "") ?? "",
      analyticId: test.analytic ?? "",
      range: toRange(document, test.span),
      samples: test.events === undefined ? samples.map(({ path }) => pathToFileURL(path).href) : [],
    })),
  };
}

function toEdits({ document }: DocumentAnalysis, edits: readonly TextEdit[], message: string): ProtocolEdits {
  return {
    uri: document.uri,
    version: document.version,
    edits: edits.map(({ span, text }) => ({ range: toRange(document, span), newText: text })),
    message,
  };
}

function jsonObject(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? JSON.stringify(value) : undefined;
  } catch {
    return undefined; // Not JSON: the caller says so.
  }
}
