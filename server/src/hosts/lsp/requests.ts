import type { Connection } from "vscode-languageserver";
import type { RuleIndex } from "#analysis/rule-index.ts";
import { serveCaptures } from "./capture-requests.ts";
import { serveExports } from "./export-requests.ts";
import { serveFeatures } from "./features.ts";
import { serveInlayHints } from "./inlay-hints.ts";
import { serveLearning } from "./learn-request.ts";
import { serveNavigation } from "./navigation.ts";
import { serveNewDetections } from "./new-detection-request.ts";
import { serveQuestions } from "./question-requests.ts";
import { serveReports } from "./report-requests.ts";
import { serveRuns } from "./run-requests.ts";
import type { RunWorker } from "./run-worker.ts";
import { serveSamples } from "./sample-requests.ts";
import { serveSequences } from "./sequence-requests.ts";
import type { Session } from "./session.ts";
import { serveTests } from "./test-requests.ts";

/**
 * Answers all requests that the first diagnostics of a document do not need: their code is loaded behind them. Gives the
 * thread in which analytics run.
 */
export function serveRequests(
  connection: Connection,
  session: Session,
  index: RuleIndex,
  workerProgram: string,
): RunWorker {
  serveFeatures(connection, session);
  serveInlayHints(connection, session);
  serveNavigation(connection, session, index);
  const worker = serveRuns(connection, session, workerProgram);
  serveQuestions(connection, session, worker);
  serveExports(connection, session);
  serveNewDetections(connection);
  serveTests(connection, session, worker);
  serveSamples(connection, session, worker);
  serveSequences(connection, session, worker);
  serveLearning(connection, session, worker);
  serveReports(connection, session, worker);
  serveCaptures(connection, session, worker);
  return worker;
}
