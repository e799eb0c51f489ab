import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ReportParams, RunResult, RunTestResult } from "../../server/src/protocol/requests.ts";
import { makeSignature, openCapture, openEventBytes } from "./commands/capture.ts";
import { clearHighlights } from "./commands/clear-highlights.ts";
import { EMPTINESS_SCHEME, EmptinessDocument, explainEmptiness } from "./commands/explain-emptiness.ts";
import { exportSignature } from "./commands/export-signature.ts";
import { findSequence } from "./commands/find-sequence.ts";
import { followMatch, MatchLinks } from "./commands/follow-match.ts";
import { copyResults, saveReport } from "./commands/hand-out.ts";
import { importSignature } from "./commands/import-signature.ts";
import { learnFields, OVERLAY_SCHEME, OverlayPreview } from "./commands/learn-fields.ts";
import { newDetection } from "./commands/new-detection.ts";
import { nextMatch, previousMatch } from "./commands/next-match.ts";
import { openSampleText } from "./commands/open-sample.ts";
import { runOnSample } from "./commands/run-on-sample.ts";
import { MATCHES_SCHEME, MatchDocuments, showChange } from "./commands/show-change.ts";
import { showResults } from "./commands/show-results.ts";
import { showStageRows } from "./commands/stage-rows.ts";
import { acceptBaseline, addEventToTests } from "./commands/tests.ts";
import { applyRepair, showNearMisses, whyNot } from "./commands/why-not.ts";
import { FirstSteps } from "./first-steps/first-steps.ts";
import { Highlighter, type PaintedMark } from "./highlight/decorate.ts";
import { ResultsView } from "./run/results-view.ts";
import type { SequencePage } from "./run/sequence-page.ts";
import { SequenceView } from "./run/sequence-view.ts";
import { RunSession } from "./run/session.ts";
import { RuleTests } from "./run/testing.ts";
import { type WhyNotItem, WhyNotView } from "./run/why-not-view.ts";
import { CaptureMarks } from "./samples/capture-marks.ts";
import { CaptureView } from "./samples/capture-view.ts";
import { SampleView } from "./samples/sample-view.ts";
import { StatusItem } from "./status.ts";

/** What the extension offers to other extensions and to its own tests. */
export interface RulehoundApi {
  /** Runs an analytic as the lens does and resolves when its result is shown. */
  run(rule: vscode.Uri, analytic: string, samples: readonly vscode.Uri[]): Promise<RunResult | undefined>;
  /** The highlights that are painted in a document now. */
  highlights(document: vscode.Uri): readonly PaintedMark[];
  /** The result that is shown now. */
  result(): RunResult | undefined;
  /** The page of the results view as it is now. */
  resultsPage(): string;
  /** Runs the tests of a rule file as the Test Explorer does. */
  runTests(rule: vscode.Uri): Promise<readonly RunTestResult[]>;
  /** What the Why Not view shows now. */
  whyNot(): readonly WhyNotItem[];
  /** The page of sequences that is shown now, and the event behind one of its links. */
  sequences(): SequencePage | undefined;
  openSequencePlace(place: number): Promise<void>;
}

/** Wires commands, views and the server together. */
export function activateWith(context: vscode.ExtensionContext, client: BaseLanguageClient): RulehoundApi {
  const highlighter = new Highlighter();
  const results = new ResultsView();
  const why = new WhyNotView();
  const captures = new CaptureView(client);
  const sequences = new SequenceView(client);
  const samples = new SampleView(client);
  const emptiness = new EmptinessDocument();
  const changes = new MatchDocuments();
  const overlays = new OverlayPreview();
  const status = new StatusItem();
  const session = new RunSession(client, context.workspaceState, highlighter, results, status);
  const tests = new RuleTests(client, session);
  const first = new FirstSteps(context, client, session, why, tests);
  const register = (name: string, run: (...args: never[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`rulehound.${name}`, run);
  context.subscriptions.push(
    highlighter,
    results,
    why,
    samples,
    session.onSampleChanged((sample) => samples.refresh(sample)),
    register("newDetection", () => newDetection(client)),
    captures,
    sequences,
    register("findSequence", (uri?: string, analytic?: string) => findSequence(client, sequences, uri, analytic)),
    new CaptureMarks(client, highlighter, captures),
    register("openCapture", (uri?: vscode.Uri) => openCapture(uri)),
    register("openEventBytes", () => openEventBytes(client, captures)),
    register("makeSignature", () => makeSignature(client)),
    register("openSample", (uri?: vscode.Uri) => openSampleText(uri)),
    tests,
    status,
    session,
    register("runOnSample", (uri?: string, analytic?: string) => runOnSample(client, session, uri, analytic)),
    register("chooseSample", (uri?: string, analytic?: string) => runOnSample(client, session, uri, analytic, true)),
    register("clearHighlights", () => clearHighlights(session)),
    new MatchLinks(highlighter),
    register("followMatch", () => followMatch(highlighter)),
    register("nextMatch", () => nextMatch(highlighter)),
    register("previousMatch", () => previousMatch(highlighter)),
    register("showResults", () => showResults(results)),
    register("cancelRun", () => session.cancel()),
    register("whyNot", () => whyNot(client, session, why)),
    register("nearMisses", () => showNearMisses(client, session, why)),
    register("applyRepair", (item: WhyNotItem) => applyRepair(item)),
    register("showStageRows", () => showStageRows(client, session, "out")),
    register("showDroppedRows", () => showStageRows(client, session, "lost")),
    register("acceptBaseline", (item: vscode.TestItem) => acceptBaseline(client, tests, item)),
    register("addMustMatch", () => addEventToTests(client, session, true)),
    register("addMustNotMatch", () => addEventToTests(client, session, false)),
    register("learnFields", (sample?: vscode.Uri, file?: vscode.Uri) => learnFields(client, overlays, sample, file)),
    vscode.workspace.registerTextDocumentContentProvider(OVERLAY_SCHEME, overlays),
    register("exportSignature", () => exportSignature(client)),
    register("importSignature", () => importSignature(client)),
    register("copyResults", (format?: ReportParams["format"]) => copyResults(client, session, results, format)),
    register("showRun", (number?: number) => results.showAgain(number)),
    register("saveReport", (to?: vscode.Uri) => saveReport(client, session, results, to)),
    register("showChange", () => showChange(results.result, changes)),
    vscode.workspace.registerTextDocumentContentProvider(MATCHES_SCHEME, changes),
    register("explainEmptiness", () => explainEmptiness(client, emptiness)),
    vscode.workspace.registerTextDocumentContentProvider(EMPTINESS_SCHEME, emptiness),
    register("openSamples", (where?: "fresh") => first.openSamples(where)),
    register("firstSteps.run", () => first.run()),
    register("firstSteps.whyNot", () => first.whyNot()),
    register("firstSteps.repair", () => first.repair()),
    register("firstSteps.test", () => first.test()),
    register("restartServer", async () => {
      if (client.needsStop()) await client.stop(); // One that has crashed too often is not running.
      await client.start();
    }),
    vscode.window.registerWebviewViewProvider("rulehound.results", results),
  );
  return {
    run: (rule, analytic, samples) => session.run(rule, analytic, samples),
    highlights: (document) => highlighter.painted(document),
    result: () => results.result,
    resultsPage: () => results.page,
    runTests: (rule) => tests.runFile(rule),
    whyNot: () => why.items,
    sequences: () => sequences.page,
    openSequencePlace: (place) => sequences.open(place),
  };
}
