import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  RUN_TEST_REQUEST,
  type RunTestParams,
  type RunTestResult,
  TESTS_REQUEST,
  type TestsResult,
} from "../../../server/src/protocol/requests.ts";
import type { RunSession } from "./session.ts";
import { testFailure, testOutput } from "./test-messages.ts";

const RULES = "**/*.{yml,yaml}";
const NOT_RULES = "**/{node_modules,.git,dist,out}/**";

/** What an item of the tree stands for; files have none. */
export interface BoundItem {
  readonly uri: vscode.Uri;
  readonly index: number;
  readonly analytic: string;
  readonly samples: readonly vscode.Uri[];
}

/** The tests of rule files in the Test Explorer: by file and analytic. Runs them, and those of a saved file again. */
export class RuleTests implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #session: RunSession;
  readonly #controller = vscode.tests.createTestController("rulehound", "Rulehound");
  readonly #bound = new WeakMap<vscode.TestItem, BoundItem>();
  readonly #subscriptions: vscode.Disposable[];
  /** Files whose tests have run in this session. */
  readonly #ran = new Set<string>();

  constructor(client: BaseLanguageClient, session: RunSession) {
    this.#client = client;
    this.#session = session;
    this.#controller.resolveHandler = async (item) => {
      if (item === undefined) await this.#discover();
      else await this.#load(item.uri);
    };
    this.#controller.refreshHandler = () => this.#discover();
    const { Run, Debug } = vscode.TestRunProfileKind;
    this.#controller.createRunProfile(
      vscode.l10n.t("Run"),
      Run,
      async (request, token) => {
        await this.#run(request, token);
      },
      true,
    );
    this.#controller.createRunProfile(vscode.l10n.t("Why Not"), Debug, (request) => this.#explain(request), true);
    this.#subscriptions = [
      this.#controller,
      vscode.workspace.onDidOpenTextDocument((document) => this.#changed(document)),
      vscode.workspace.onDidSaveTextDocument((document) => this.#saved(document)),
    ];
  }

  /** The test that an item stands for. */
  bound(item: vscode.TestItem): BoundItem | undefined {
    return this.#bound.get(item);
  }

  /** Runs all tests of a file, as saving it does; resolves when they have ended. */
  async runFile(uri: vscode.Uri): Promise<readonly RunTestResult[]> {
    const file = await this.#load(uri);
    return file === undefined
      ? []
      : this.#run(new vscode.TestRunRequest([file]), new vscode.CancellationTokenSource().token);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #discover(): Promise<void> {
    const found = await vscode.workspace.findFiles(RULES, NOT_RULES, 5000);
    await Promise.all(found.map((uri) => this.#load(uri)));
  }

  #changed(document: vscode.TextDocument): void {
    if (document.languageId === "yaml" && document.uri.scheme === "file") void this.#load(document.uri);
  }

  async #saved(document: vscode.TextDocument): Promise<void> {
    if (document.languageId !== "yaml" || document.uri.scheme !== "file") return;
    await this.#load(document.uri);
    const wanted = vscode.workspace.getConfiguration("rulehound").get("tests.runOnSave", true);
    if (wanted && vscode.workspace.isTrusted && this.#ran.has(document.uri.toString()))
      await this.runFile(document.uri);
  }

  /** The item of a file with its tests as they are now; undefined, and removed, when it has none. */
  async #load(uri: vscode.Uri | undefined): Promise<vscode.TestItem | undefined> {
    if (uri === undefined) return undefined;
    const id = uri.toString();
    const { tests } = await this.#client.sendRequest<TestsResult>(TESTS_REQUEST, { uri: id });
    if (tests.length === 0) {
      this.#controller.items.delete(id);
      return undefined;
    }
    const file =
      this.#controller.items.get(id) ?? this.#controller.createTestItem(id, vscode.workspace.asRelativePath(uri), uri);
    const analytics = new Map<string, vscode.TestItem>();
    for (const test of tests) {
      const group =
        analytics.get(test.analyticId) ??
        this.#controller.createTestItem(
          `${id}#${test.analyticId}`,
          test.analytic || vscode.l10n.t("(no analytic)"),
          uri,
        );
      analytics.set(test.analyticId, group);
      const item = this.#controller.createTestItem(`${id}#${test.analyticId}#${test.index}`, test.name, uri);
      item.range = toRange(test.range);
      group.children.add(item);
      const samples = test.samples.map((sample) => vscode.Uri.parse(sample));
      this.#bound.set(item, { uri, index: test.index, analytic: test.analyticId, samples });
    }
    file.children.replace([...analytics.values()]);
    this.#controller.items.add(file);
    return file;
  }

  async #run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<readonly RunTestResult[]> {
    const run = this.#controller.createTestRun(request);
    const results: RunTestResult[] = [];
    const wanted = request.include ?? [...this.#controller.items].map(([, item]) => item);
    const items = wanted.flatMap((item) => this.#leaves(item)).filter((item) => !request.exclude?.includes(item));
    for (const item of items) run.enqueued(item);
    for (const item of items) {
      const bound = this.#bound.get(item);
      if (bound === undefined || token.isCancellationRequested) {
        run.skipped(item);
        continue;
      }
      this.#ran.add(bound.uri.toString());
      const result = await this.#runOne(run, item, bound, token);
      if (result !== undefined) results.push(result);
    }
    run.end();
    return results;
  }

  async #runOne(
    run: vscode.TestRun,
    item: vscode.TestItem,
    { uri, index }: BoundItem,
    token: vscode.CancellationToken,
  ): Promise<RunTestResult | undefined> {
    run.started(item);
    try {
      const params: RunTestParams = { uri: uri.toString(), index };
      const result = await this.#client.sendRequest<RunTestResult>(RUN_TEST_REQUEST, params, token);
      run.appendOutput(testOutput(item.label, result), undefined, item);
      if (result.status === "passed") run.passed(item, result.took);
      else if (result.status === "failed")
        run.failed(
          item,
          result.failures.map((failure) => testFailure(failure, item)),
          result.took,
        );
      else run.errored(item, new vscode.TestMessage(result.problems.join("\n")), result.took);
      return result;
    } catch (error) {
      if (token.isCancellationRequested) run.skipped(item);
      else run.errored(item, new vscode.TestMessage(error instanceof Error ? error.message : String(error)));
      return undefined;
    }
  }

  /** Runs the analytic of the first wanted test on its samples, and shows what keeps events out. */
  async #explain(request: vscode.TestRunRequest): Promise<void> {
    const [item] = (request.include ?? []).flatMap((one) => this.#leaves(one));
    const bound = item === undefined ? undefined : this.#bound.get(item);
    if (bound === undefined) return;
    if (bound.samples.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("This test holds its events itself: there is no log to look into."),
      );
      return;
    }
    await vscode.window.showTextDocument(bound.uri);
    await this.#session.run(bound.uri, bound.analytic, bound.samples);
    await vscode.commands.executeCommand("rulehound.nearMisses");
  }

  #leaves(item: vscode.TestItem): readonly vscode.TestItem[] {
    return this.#bound.has(item) ? [item] : [...item.children].flatMap(([, child]) => this.#leaves(child));
  }
}

function toRange({ start, end }: TestsResult["tests"][number]["range"]): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
