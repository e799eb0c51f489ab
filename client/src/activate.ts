import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { RunResult } from "../../server/src/protocol/requests.ts";
import { clearHighlights } from "./commands/clear-highlights.ts";
import { nextMatch, previousMatch } from "./commands/next-match.ts";
import { runOnSample } from "./commands/run-on-sample.ts";
import { showResults } from "./commands/show-results.ts";
import { Highlighter, type PaintedMark } from "./highlight/decorate.ts";
import { ResultsView } from "./run/results-view.ts";
import { RunSession } from "./run/session.ts";
import { StatusItem } from "./status.ts";

/** What the extension offers to other extensions and to its own tests. */
export interface RulehoundApi {
  /** Runs an analytic as the lens does and resolves when its result is shown. */
  run(rule: vscode.Uri, analytic: string, samples: readonly vscode.Uri[]): Promise<RunResult | undefined>;
  /** The highlights that are painted in a document now. */
  highlights(document: vscode.Uri): readonly PaintedMark[];
}

/** Wires commands, views and the server together. */
export function activateWith(context: vscode.ExtensionContext, client: BaseLanguageClient): RulehoundApi {
  const highlighter = new Highlighter();
  const results = new ResultsView();
  const status = new StatusItem();
  const session = new RunSession(client, context.workspaceState, highlighter, results, status);
  const register = (name: string, run: (...args: never[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`rulehound.${name}`, run);
  context.subscriptions.push(
    highlighter,
    results,
    status,
    session,
    register("runOnSample", (uri?: string, analytic?: string) => runOnSample(client, session, uri, analytic)),
    register("chooseSample", (uri?: string, analytic?: string) => runOnSample(client, session, uri, analytic, true)),
    register("clearHighlights", () => clearHighlights(session)),
    register("nextMatch", () => nextMatch(highlighter)),
    register("previousMatch", () => previousMatch(highlighter)),
    register("showResults", () => showResults(results)),
    register("cancelRun", () => session.cancel()),
    register("restartServer", async () => {
      await client.stop();
      await client.start();
    }),
    vscode.window.registerWebviewViewProvider("rulehound.results", results),
  );
  return {
    run: (rule, analytic, samples) => session.run(rule, analytic, samples),
    highlights: (document) => highlighter.painted(document),
  };
}
